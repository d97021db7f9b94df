"""The log of requests for tests: the request, the kind of its key, and the status of its response.

The log contains no API keys. It contains the parsed bodies. Its size is limited, so that the memory of a sandbox does not grow
with every request: it forgets the oldest requests, and earlier than these their responses.
"""

from __future__ import annotations

import collections
import dataclasses
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openai_sandbox.document_operations import Operation

HEADERS = (
    "content-type",
    "idempotency-key",
    "openai-beta",
    "openai-organization",
    "openai-project",
    "user-agent",
    "x-client-request-id",
    "x-sandbox-fault",
    "x-stainless-retry-count",
)
KEPT = 20_000
"""The largest number of requests in the log."""
WITH_RESPONSE = 200
"""The newest requests whose response the log keeps, too."""
KEPT_BYTES = 16 << 20
"""The largest size of the bodies of all requests in the log, and that of all responses, as JSON. The newest ones stay if they
alone are larger."""
_NOT_SHOWN = {"response", "size", "response_size"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Response:
    """The JSON of a successful response, before faults changed it, and its operation."""

    operation: Operation
    body: Any


@dataclasses.dataclass(kw_only=True)
class Entry:
    """One request. ``status`` 0 means that no response was sent. ``t`` is the Unix time in seconds.

    ``error`` is the message of an error response, ``faults`` the specifications of the faults that applied. ``size`` and
    ``response_size`` are the bytes of the body and of the response as JSON. They and ``response`` are not part of the log's JSON.
    """

    method: str
    path: str
    template: str | None
    query: dict[str, Any]
    key_kind: str
    headers: dict[str, str]
    t: float
    number: int = 0
    status: int = 0
    body: Any = None
    error: str | None = None
    faults: list[str] = dataclasses.field(default_factory=list)
    response: Response | None = None
    size: int = 0
    response_size: int = 0


class RequestLog:
    """The newest requests, oldest first."""

    def __init__(self) -> None:
        self._entries: collections.deque[Entry] = collections.deque()
        self._with_response: collections.deque[Entry] = collections.deque()
        self._size = 0
        self._response_size = 0
        self._added = 0

    def add(self, entry: Entry) -> None:
        """Add a request to the log. Later changes of the entry are visible in the log."""
        self._added += 1
        entry.number = self._added
        self._entries.append(entry)
        if len(self._entries) > KEPT:
            self._forget_oldest()

    def finish(self, entry: Entry, *, size: int, response_size: int) -> None:
        """Count an answered request, and forget the oldest requests and responses if they are too large together.

        Args:
            entry: The request.
            size: The number of bytes of its body.
            response_size: The number of bytes of its response.
        """
        if self.get(entry.number) is not entry:
            return  # the log does not contain it any more
        entry.size, entry.response_size = size, response_size
        self._size += size
        while self._size > KEPT_BYTES and len(self._entries) > 1:
            self._forget_oldest()
        if entry.response is None:
            return
        self._with_response.append(entry)
        self._response_size += response_size
        kept = self._with_response
        while len(kept) > WITH_RESPONSE or (self._response_size > KEPT_BYTES and len(kept) > 1):
            oldest = kept.popleft()
            oldest.response = None
            self._response_size -= oldest.response_size

    def _forget_oldest(self) -> None:
        self._size -= self._entries.popleft().size

    def as_json(self) -> list[dict[str, Any]]:
        """Return all entries."""
        return [
            {name: value for name, value in vars(entry).items() if name not in _NOT_SHOWN}
            for entry in self._entries
        ]

    def newest_first(self) -> Iterator[Entry]:
        """Yield the entries, newest first."""
        return reversed(self._entries)

    def get(self, number: int) -> Entry | None:
        """Return the entry with this number, None if the log does not contain it any more."""
        oldest = self._entries[0].number if self._entries else 0
        if not self._entries or not oldest <= number <= self._added:
            return None
        return self._entries[number - oldest]

    def clear(self) -> None:
        """Delete all entries."""
        self._entries.clear()
        self._with_response.clear()
        self._size = self._response_size = 0


def size_of(headers: Mapping[str, str], logged: Any) -> int:
    """Return the number of bytes of the JSON that the log keeps of a body. The log keeps little of a form."""
    length = headers.get("content-length", "")
    if logged is None or headers.get("content-type", "").startswith("multipart/form-data"):
        return 0
    return int(length) if length.isdecimal() else len(json.dumps(logged))
