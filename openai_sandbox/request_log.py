"""The log of requests for tests: the request, the kind of its key, and the status of its response.

The log contains no API keys. It contains the parsed bodies.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterator
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
_KEPT = 100_000
_WITH_RESPONSE = 200
"""The newest requests whose response the log keeps, too."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Response:
    """The JSON of a successful response, before faults changed it, and its operation."""

    operation: Operation
    body: Any


@dataclasses.dataclass(kw_only=True)
class Entry:
    """One request. ``status`` 0 means that no response was sent. ``t`` is the Unix time in seconds.

    ``error`` is the message of an error response, ``faults`` the specifications of the faults that applied. ``response``
    is not part of the log's JSON.
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


class RequestLog:
    """The newest requests, oldest first."""

    def __init__(self) -> None:
        self._entries: collections.deque[Entry] = collections.deque(maxlen=_KEPT)
        self._added = 0

    def add(self, entry: Entry) -> None:
        """Add a request to the log. Later changes of the entry are visible in the log."""
        self._added += 1
        entry.number = self._added
        self._entries.append(entry)
        if len(self._entries) > _WITH_RESPONSE:
            self._entries[-_WITH_RESPONSE - 1].response = None

    def as_json(self) -> list[dict[str, Any]]:
        """Return all entries."""
        return [
            {name: value for name, value in vars(entry).items() if name != "response"}
            for entry in self._entries
        ]

    def newest_first(self) -> Iterator[Entry]:
        """Yield the entries, newest first."""
        return reversed(self._entries)

    def get(self, number: int) -> Entry | None:
        """Return the entry with this number, None if the log does not contain it any more."""
        return next((one for one in self.newest_first() if one.number == number), None)

    def clear(self) -> None:
        """Delete all entries."""
        self._entries.clear()
