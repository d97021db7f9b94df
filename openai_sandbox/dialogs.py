"""What the two ends of a WebSocket exchange: the events of the client, and the replies of the sandbox.

This module sends and receives nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from openai_sandbox.errors import ApiError

Event = Mapping[str, Any]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reply:
    """The events that answer an event of the client.

    ``delay`` is the number of seconds before the first of them, and ``pace`` that between two of them.
    """

    events: Sequence[Event] = ()
    delay: float = 0
    pace: float = 0


class Dialog(Protocol):
    """The sandbox's side of one connection."""

    def opening(self) -> Sequence[Event]:
        """Return the events that follow the opening of the connection."""
        ...

    def reply(self, event: Event) -> Reply:
        """Return the reply to an event of the client.

        Raises:
            ApiError: The event is not valid.
        """
        ...

    def error(self, error: ApiError, event: Event) -> Event:
        """Return the event that reports an error. ``event`` is what the client sent, or empty if it was not JSON."""
        ...

    def problems(self, event: Event) -> list[str]:
        """Return what OpenAI's document does not allow in an event of the sandbox."""
        ...
