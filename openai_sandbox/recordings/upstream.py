"""Sends requests to the real API with the key of the client, and returns its responses while it records them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.requests import Request

from openai_sandbox.browsers import is_loopback
from openai_sandbox.calls import Answer
from openai_sandbox.errors import ApiError
from openai_sandbox.recordings import event_streams, files
from openai_sandbox.recordings.exchanges import Exchange, RecordedRequest, RecordedResponse
from openai_sandbox.recordings.redaction import Redaction

if TYPE_CHECKING:
    import httpx2

DEFAULT_UPSTREAM = "https://api.openai.com/v1"
_LOG = logging.getLogger("openai_sandbox")
_SENT = ("accept", "api-key", "authorization", "content-type", "idempotency-key", "user-agent")
_SENT_PREFIXES = ("openai-", "x-client-", "x-stainless-")
_RETURNED = ("content-disposition", "retry-after")
_RETURNED_PREFIXES = ("openai-", "retry-after-", "x-")
_ABOUT_THE_REQUEST = {400, 404, 405, 413, 415, 422}
"""Errors that the same request always gets. Other errors are not recorded: the same request can succeed later."""
_OK = range(200, 300)
_CONNECT_SECONDS = 15.0
_READ_SECONDS = 600.0


class UpstreamError(ValueError):
    """The base URL of the real API cannot be used. The message says why."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sent:
    """A request on its way to the real API.

    Attributes:
        path: The path below the base URL, with the query.
        request: The request in the form of the recording.
        redaction: Removes the secrets of the request.
        disconnect: Closes the connection of the client.
        note: Takes the JSON of the response, or the message of an error, without secrets.
    """

    path: str
    request: RecordedRequest
    disconnect: Callable[[], None]
    note: Callable[[Any, str | None], None]


class Upstream:
    """The real API, and the file for the recordings.

    Raises:
        FileError: The file cannot be written, or has a mistake.
        UpstreamError: The base URL cannot be used.
    """

    def __init__(self, base_url: str, file: Path) -> None:
        self.base_url = _checked(base_url)
        self._file = file
        self._context: Any = None
        files.prepare(file)

    async def answer(self, request: Request, sent: Sent) -> Answer:
        """Send a request, and return the response. Record both when the response is complete.

        Raises:
            ApiError: 502 or 504 if the real API cannot be reached or sends no complete response.
        """
        import httpx2

        stack = contextlib.AsyncExitStack()
        started = time.monotonic()
        try:
            response = await stack.enter_async_context(
                (await stack.enter_async_context(self._client())).stream(
                    request.method,
                    f"{self.base_url}{sent.path}",
                    headers=_chosen(request.headers, _SENT, _SENT_PREFIXES),
                    content=await request.body(),
                )
            )
            received = _Received(
                status=response.status_code,
                content_type=response.headers.get("content-type", ""),
                delay=time.monotonic() - started,
                redaction=Redaction(request.headers, response.headers),
            )
            if received.is_json:
                received.add(await response.aread())
                self._record(sent, received)
            pieces = (
                None
                if received.is_json
                else self._passed_on(stack.pop_all(), response, received, sent)
            )
        except httpx2.TimeoutException as error:
            raise self._failed(504, "did not answer in time", error) from error
        except httpx2.HTTPError as error:
            raise self._failed(
                502, "could not be reached, or sent no complete response", error
            ) from error
        finally:
            await stack.aclose()
        return Answer(
            content=received.whole if pieces is None else pieces,
            media_type=received.content_type,
            status=received.status,
            documented=False,
            headers=_chosen(response.headers, _RETURNED, _RETURNED_PREFIXES),
        )

    async def _passed_on(
        self,
        stack: contextlib.AsyncExitStack,
        response: httpx2.Response,
        received: _Received,
        sent: Sent,
    ) -> AsyncIterator[bytes]:
        """Yield the pieces of a response as they arrive. If the response is cut, disconnect the client."""
        import httpx2

        async with stack:
            try:
                async for piece in response.aiter_bytes():
                    received.add(piece)
                    yield piece
            except httpx2.HTTPError as error:
                sent.note(
                    None, f"{self.base_url} sent no complete response: {type(error).__name__}."
                )
                sent.disconnect()
                return
        self._record(sent, received)

    def _record(self, sent: Sent, received: _Received) -> None:
        """Write the exchange, unless the same request can get another response later."""
        try:
            response = received.recorded()
        except ValueError as error:
            sent.note(None, f"The response is not recorded: it is not valid ({error}).")
            return
        failed = received.status not in _OK
        body = response.body
        sent.note(None if failed else body, _message(body) if failed else None)
        if failed and received.status not in _ABOUT_THE_REQUEST:
            return
        request = dataclasses.replace(
            sent.request,
            name=received.redaction.text(sent.request.name),
            query=received.redaction.json(sent.request.query),
            body=received.redaction.json(sent.request.body),
        )
        try:
            files.append(self._file, Exchange(request=request, response=response))
        except OSError as error:
            _LOG.error(
                "%s cannot be written: %s.", self._file, error.strerror or error
            )  # the message is enough

    def _client(self) -> httpx2.AsyncClient:
        import httpx2

        if self._context is None:
            self._context = httpx2.create_ssl_context()
        return httpx2.AsyncClient(
            verify=self._context,
            timeout=httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS),
            headers={"accept-encoding": "identity"},
            # A proxy for the Internet cannot reach this machine.
            trust_env=not is_loopback(urlsplit(self.base_url).netloc),
        )

    def _failed(self, status: int, reason: str, error: Exception) -> ApiError:
        return ApiError(
            status,
            f"{self.base_url} {reason} ({type(error).__name__}). Nothing is recorded.",
            kind="upstream_error",
        )


class _Received:
    """What has arrived of a response."""

    def __init__(
        self, *, status: int, content_type: str, delay: float, redaction: Redaction
    ) -> None:
        self.status = status
        self.content_type = content_type
        self.redaction = redaction
        self._delay = delay
        self._pieces: list[tuple[float, bytes]] = []
        self._kind = content_type.split(";", maxsplit=1)[0].strip().lower()

    @property
    def is_json(self) -> bool:
        return self._kind in {"application/json", ""}

    @property
    def whole(self) -> list[bytes]:
        return [piece for _, piece in self._pieces]

    def add(self, piece: bytes) -> None:
        self._pieces.append((time.monotonic(), piece))

    def recorded(self) -> RecordedResponse:
        """Return the response for the recording.

        Raises:
            ValueError: The response is not what its media type says.
        """
        shared = RecordedResponse(
            status=self.status, content_type=self.content_type, delay=self._delay
        )
        content = b"".join(self.whole)
        if self.is_json:
            body = self.redaction.json(json.loads(content)) if content.strip() else None
            return dataclasses.replace(shared, body=body)
        if self._kind == "text/event-stream":
            events = tuple(
                dataclasses.replace(one, data=self.redaction.json(one.data))
                for one in event_streams.parsed(self._pieces)
            )
            return dataclasses.replace(shared, events=events)
        if self._kind.startswith("text/"):
            return dataclasses.replace(shared, text=self.redaction.text(content.decode()))
        return dataclasses.replace(shared, content=content)


def _chosen(
    headers: Mapping[str, str], names: tuple[str, ...], prefixes: tuple[str, ...]
) -> dict[str, str]:
    return {
        name: value
        for name, value in headers.items()
        if name.lower() in names or name.lower().startswith(prefixes)
    }


def _message(body: Any) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    return str(message or "The response is an error.")


def _checked(base_url: str) -> str:
    url = urlsplit(base_url)
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise UpstreamError(
            f"The upstream {base_url!r} is not a URL. Write it like {DEFAULT_UPSTREAM}."
        )
    if url.username or url.password or url.query or url.fragment:
        raise UpstreamError(
            f"The upstream must have no user name, password, query or fragment. Write it like {DEFAULT_UPSTREAM}."
        )
    if url.scheme == "http" and not is_loopback(url.netloc):
        raise UpstreamError(
            f"The upstream {base_url} would get keys without encryption. Use https, or a server on this machine."
        )
    return base_url.rstrip("/")
