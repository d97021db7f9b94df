"""When the next request may be sent: one pace and one cooldown for all that runs at once. It must not send or sleep.

A server that refuses one request for its rate would refuse the others too: all that share its limit wait then. The
administration endpoints allow a few requests a minute each, and say so only by refusing: they are paced from the start,
and slower in a lane that was refused, until enough requests have passed there. A server on this machine is not paced
until it refuses; then it gets as many requests per minute as it has taken in the minute before.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

ADMIN_REQUESTS_PER_MINUTE = 8
"""For each administration endpoint; OpenAI has been seen to allow 7 to 10."""

_BURST_SECONDS = 45.0
"""So many seconds' worth of requests may be sent at once, after as long a silence."""

_MINUTE = 60.0  # seconds

_SLOWER, _SLOWEST, _FASTER = 1.5, 6.0, 0.97
"""What the time between two requests of a lane is multiplied by: after a refusal, at most, and after each request."""


class Pace:
    """The limits of one connection, by lane: requests in one lane share a limit.

    Args:
        requests_per_minute: for each lane; None for no limit, save in admin lanes.
        admin_requests_per_minute: for each admin lane, where the other is None; None for none before a refusal.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        requests_per_minute: float | None,
        admin_requests_per_minute: float | None = ADMIN_REQUESTS_PER_MINUTE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_minute = requests_per_minute
        self._admin_per_minute = requests_per_minute or admin_requests_per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._closed_until: dict[str, float] = {}
        self._slowness: dict[str, float] = {}
        self._sent: dict[str, list[float]] = {}
        self._learned: dict[str, float] = {}

    def wait(self, lane: str, *, admin: bool) -> float:
        """Return 0 and count the request if it may be sent now, else the seconds after which to ask again."""
        with self._lock:
            per_minute = self._admin_per_minute if admin else self._per_minute
            per_minute = per_minute or self._learned.get(lane)
            now = self._clock()
            closed = self._closed_until.get(lane, 0.0) - now
            if closed > 0:
                return closed
            if per_minute is None:
                if admin:
                    sent = self._sent.get(lane, [])
                    self._sent[lane] = [*(one for one in sent if one > now - _MINUTE), now]
                return 0.0
            slowness = self._slowness.get(lane, 1.0)
            interval = _MINUTE / per_minute * slowness
            due = max(self._next.get(lane, 0.0), now - _BURST_SECONDS)
            if due > now:
                return due - now
            self._next[lane] = due + interval
            self._slowness[lane] = max(1.0, slowness * _FASTER)
            return 0.0

    def close(self, lane: str, seconds: float) -> None:
        """Let nobody send in a lane for so long: the server has refused a request for its rate."""
        with self._lock:
            until = max(self._clock() + seconds, self._closed_until.get(lane, 0.0))
            self._closed_until[lane] = self._next[lane] = until
            if lane in self._sent:
                self._learned[lane] = float(max(1, len(self._sent.pop(lane)) - 1))
            self._slowness[lane] = min(_SLOWEST, self._slowness.get(lane, 1.0) * _SLOWER)
