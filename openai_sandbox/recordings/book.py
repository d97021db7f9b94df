"""The recordings of a running sandbox: answers requests from them, or lets the real API answer."""

from __future__ import annotations

import asyncio
import collections
import dataclasses
import hashlib
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from openai_sandbox import request_reading
from openai_sandbox.calls import Answer
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.recordings import event_streams
from openai_sandbox.recordings.exchanges import (
    Event,
    Exchange,
    RecordedRequest,
    differences,
    nearest,
)
from openai_sandbox.recordings.redaction import Redaction
from openai_sandbox.recordings.upstream import Upstream

_CHUNK = 1 << 16


class Recordings:
    """The recorded exchanges, and how often each was replayed.

    Attributes:
        upstream: The real API, None if the sandbox does not record.
    """

    def __init__(
        self,
        exchanges: Iterable[Exchange] = (),
        *,
        strict: bool = False,
        keep_pace: bool = False,
        upstream: Upstream | None = None,
    ) -> None:
        """Take the recordings.

        Args:
            exchanges: The recordings. Those of the same request are given one after the other.
            strict: Refuse requests to models without a recording.
            keep_pace: Wait as long as the real API did.
            upstream: The real API that answers requests without a recording.
        """
        self.upstream = upstream
        self._strict = strict
        self._keep_pace = keep_pace
        self._exchanges: dict[str, list[Exchange]] = {}
        self._given: collections.Counter[str] = collections.Counter()
        for one in exchanges:
            self._exchanges.setdefault(one.request.key, []).append(one)

    @property
    def are_used(self) -> bool:
        """Return whether there is anything to replay, to record or to refuse."""
        return bool(self._exchanges or self._strict or self.upstream)

    @property
    def are_required(self) -> bool:
        """Return whether the sandbox answers no request to a model itself: each comes from a recording or from the upstream."""
        return bool(self._strict or self.upstream)

    def reset(self) -> None:
        """Start each sequence again."""
        self._given.clear()

    def replayed(self, request: RecordedRequest) -> Answer | None:
        """Return the recorded response to a request, None without a recording.

        Raises:
            ApiError: The recordings are strict, and there is none for the request.
        """
        redaction = Redaction()
        wanted = dataclasses.replace(
            request, query=redaction.json(request.query), body=redaction.json(request.body)
        )
        found = self._exchanges.get(wanted.key)
        if found is None:
            if self._strict and self.upstream is None:
                raise self._unknown(wanted)
            return None
        self._given[wanted.key] += 1
        return self._answer(found[min(self._given[wanted.key], len(found)) - 1])

    def _answer(self, exchange: Exchange) -> Answer:
        response = exchange.response
        shared = Answer(
            status=response.status,
            documented=False,
            delay=response.delay if self._keep_pace else 0,
            media_type=response.content_type,
        )
        if response.events is not None:
            return dataclasses.replace(
                shared, content=_streamed(response.events, keep_pace=self._keep_pace)
            )
        if response.text is not None:
            return dataclasses.replace(shared, content=[response.text.encode()])
        if response.content is not None:
            return dataclasses.replace(shared, content=[response.content])
        return dataclasses.replace(shared, body=response.body)

    def _unknown(self, request: RecordedRequest) -> ApiError:
        everything = (one for several in self._exchanges.values() for one in several)
        near = nearest(request, everything)
        if near is None:
            known = f"There is no recording of {request.name}."
        else:
            known = (
                f"No recording of {request.name} is for this request. The nearest one, {near.place}, differs: "
                f"{differences(request, near.request)}."
            )
        return invalid(
            f"{known} Record the request with --record, or start the sandbox with --answers instead of --replay to "
            "let it answer requests without a recording.",
            code="no_recording",
        )


async def recorded_request(request: Request, path: str) -> RecordedRequest:
    """Return a request in the form of the recordings. A file in a form becomes its name, size and hash."""
    content = await request.body()  # the form is read from it, too
    body: Any = None
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form = await request.form(max_files=1000, max_fields=10000)
        pairs = [
            (name, await _file(value) if isinstance(value, UploadFile) else value)
            for name, value in form.multi_items()
        ]
        body = request_reading.nested(pairs)
    elif content:
        try:
            body = json.loads(content)
        except ValueError:
            body = content.decode(errors="replace")
    return RecordedRequest(
        name=f"{request.method} {path}",
        query=request_reading.nested(request.query_params.multi_items()),
        body=body,
    )


async def _file(upload: UploadFile) -> dict[str, Any]:
    digest = hashlib.sha256()
    while piece := await upload.read(_CHUNK):
        digest.update(piece)
    await upload.seek(0)
    return {"filename": upload.filename, "bytes": upload.size, "sha256": digest.hexdigest()}


async def _streamed(events: Iterable[Event], *, keep_pace: bool) -> AsyncIterator[bytes]:
    for one in events:
        if keep_pace:
            await asyncio.sleep(one.after)
        yield event_streams.rendered(one)
