"""The log of requests for tests: the request, the kind of its key, and the status of its response.

The log contains no API keys. It contains the parsed bodies.
"""

from __future__ import annotations

import collections
import dataclasses
from typing import Any

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


@dataclasses.dataclass(kw_only=True)
class Entry:
    """One request. ``status`` 0 means that no response was sent. ``t`` is the Unix time in seconds."""

    method: str
    path: str
    template: str | None
    query: dict[str, Any]
    key_kind: str
    headers: dict[str, str]
    t: float
    status: int = 0
    body: Any = None


class RequestLog:
    """The newest requests, oldest first."""

    def __init__(self) -> None:
        self._entries: collections.deque[Entry] = collections.deque(maxlen=_KEPT)

    def add(self, entry: Entry) -> None:
        """Add a request to the log. Later changes of the entry are visible in the log."""
        self._entries.append(entry)

    def as_json(self) -> list[dict[str, Any]]:
        """Return all entries."""
        return [dict(vars(entry)) for entry in self._entries]

    def clear(self) -> None:
        """Delete all entries."""
        self._entries.clear()
