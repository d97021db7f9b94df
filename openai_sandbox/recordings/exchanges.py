"""The values of a recording: a request, and the response to it. This module reads and writes nothing."""

from __future__ import annotations

import dataclasses
import difflib
import itertools
import json
from collections.abc import Iterable, Mapping
from typing import Any

from openai_sandbox.document_operations import Operation

_GROUPS = (
    "/audio/speech", "/audio/transcriptions", "/audio/translations", "/chat/completions", "/completions", "/decisions",
    "/embeddings", "/images", "/moderations", "/responses",
)  # fmt: skip
"""The parts of the API in which models answer. All other objects stay in the sandbox."""
_COMPARED = 4000
_SHOWN = 40


@dataclasses.dataclass(frozen=True, kw_only=True)
class RecordedRequest:
    """A request. ``name`` is the method and the path, such as ``POST /responses``. ``body`` is JSON, None without a body."""

    name: str
    query: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    body: Any = None

    @property
    def key(self) -> str:
        """Return a text that is the same for requests with the same meaning."""
        return json.dumps([self.name, self.query, normalised(self.body)], sort_keys=True)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """One event of a stream. ``after`` is the number of seconds since the previous event."""

    data: Any
    event: str | None = None
    after: float = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class RecordedResponse:
    """A response. Its content is the JSON in ``body``, a ``text``, ``content`` in bytes or the ``events`` of a stream.

    ``delay`` is the number of seconds before the response began.
    """

    status: int = 200
    content_type: str = "application/json"
    delay: float = 0
    body: Any = None
    text: str | None = None
    content: bytes | None = None
    events: tuple[Event, ...] | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Exchange:
    """A request and its response. ``place`` is where the file contains them, such as ``answers.yaml:12``."""

    request: RecordedRequest
    response: RecordedResponse
    place: str = ""


def is_recorded(operation: Operation) -> bool:
    """Return whether a model answers the operation, or whether it reads or changes the answer of a model."""
    return any(f"{operation.template}/".startswith(f"{group}/") for group in _GROUPS)


def normalised(body: Any) -> Any:
    """Return a body without the fields that have no effect: null, and ``stream`` if it is false."""
    if not isinstance(body, Mapping):
        return body
    return {
        name: value
        for name, value in body.items()
        if value is not None and not (name == "stream" and value is False)
    }


def nearest(request: RecordedRequest, exchanges: Iterable[Exchange]) -> Exchange | None:
    """Return the exchange whose request is most similar, None if there is none for the same method and path."""
    wanted = _comparable(request)
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
    best, highest = None, -1.0
    for one in exchanges:
        if one.request.name != request.name:
            continue
        matcher.set_seq1(_comparable(one.request))
        if matcher.quick_ratio() > highest:
            best, highest = one, matcher.quick_ratio()
    return best


def _comparable(request: RecordedRequest) -> str:
    return json.dumps([request.query, normalised(request.body)], sort_keys=True)[:_COMPARED]


def differences(request: RecordedRequest, recorded: RecordedRequest) -> str:
    """Return how the fields of a request differ from those of a recorded request, in words."""
    ours, theirs = _fields(request), _fields(recorded)
    parts = []
    for name in sorted({*ours, *theirs}):
        if name not in theirs:
            parts.append(f"it has no '{name}'")
        elif name not in ours:
            parts.append(f"it has '{name}'")
        elif ours[name] != theirs[name]:
            parts.append(f"its '{name}' is {_apart(theirs[name], ours[name])}")
    return ", ".join(parts) or "its body is another one"


def _fields(request: RecordedRequest) -> dict[str, Any]:
    body = normalised(request.body)
    return {**request.query, **(body if isinstance(body, Mapping) else {})}


def _apart(recorded: Any, sent: Any) -> str:
    """Return two values, from shortly before their first difference on."""
    texts = [json.dumps(one, ensure_ascii=False) for one in (recorded, sent)]
    shared = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False))
    start = max(0, sum(1 for _ in shared) - _SHOWN // 2)
    shown = [one[start : start + _SHOWN] for one in texts]
    before = "…" if start else ""
    recorded_text, sent_text = (
        f"{before}{part}{'…' if start + _SHOWN < len(whole) else ''}"
        for part, whole in zip(shown, texts, strict=True)
    )
    return f"{recorded_text} instead of {sent_text}"
