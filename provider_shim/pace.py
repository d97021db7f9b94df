"""When the next request may be sent: one pace and one cooldown for all that runs at once. It must not send or sleep.

A server that refuses one request for its rate would refuse the others too: all that share its limit wait then. The
administration endpoints allow a few requests a minute each, and say so only by refusing: they are paced from the start,
and a lane that was refused learns from it how much is allowed there. A server on this machine is not paced until it
refuses.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

ADMIN_REQUESTS_PER_MINUTE = 8
"""For each administration endpoint; OpenAI has been seen to allow 7 to 10."""

_BURST_SECONDS = 45.0
"""So many seconds' worth of requests may be sent at once, after as long a silence."""

_MINUTE = 60.0  # seconds

_CAUTION, _SLOWER, _FASTER = 1.05, 1.25, 0.99
"""What is multiplied: the time between two requests that a refusal teaches; the time that led to it, for the least that
follows; and the time in force, after each request that is sent."""


@dataclass(kw_only=True)
class _Lane:
    """What is known of one limit. Times are on the monotonic clock, in seconds.

    Attributes:
        due: when the next request may be sent.
        closed_until: until when nobody may send.
        interval: the learned time between two requests; None before a refusal.
        before: the time between two requests that led to the last refusal.
        least: what the interval may shrink to again.
        burst: so many seconds' worth of requests may be sent at once.
        sent: when requests were sent in the last minute, or since the lane was closed last.
        refused: how many of them the server has refused.
    """

    due: float = 0.0
    closed_until: float = 0.0
    interval: float | None = None
    before: float = 0.0
    least: float = 0.0
    burst: float = _BURST_SECONDS
    sent: list[float] = field(default_factory=list)
    refused: int = 0


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
        self._lanes: dict[str, _Lane] = {}

    def wait(self, name: str, *, admin: bool) -> float:
        """Return 0 and count the request if it may be sent now, else the seconds after which to ask again."""
        with self._lock:
            lane = self._lanes.setdefault(name, _Lane())
            now = self._clock()
            if lane.closed_until > now:
                return lane.closed_until - now
            if lane.refused:  # it is open again: what was sent before is not counted any more
                lane.sent, lane.refused = [], 0
            given = self._given(admin=admin)
            interval = lane.interval or given
            if interval is not None:
                due = max(lane.due, now - lane.burst)
                if due > now:
                    return due - now
                lane.due = due + interval
                if lane.interval is not None:
                    lane.interval = max(lane.interval * _FASTER, given or lane.least)
            if admin or interval is not None:
                lane.sent = [*(one for one in lane.sent if one > now - _MINUTE), now]
            return 0.0

    def close(self, name: str, seconds: float, *, admin: bool) -> None:
        """Let nobody send in a lane for so long: the server has refused a request for its rate.

        From the first of the requests that count to the end of the wait, the server lets as many pass as it did.
        """
        with self._lock:
            lane = self._lanes.setdefault(name, _Lane())
            if not lane.refused:
                lane.before = lane.interval or self._given(admin=admin) or 0.0
            lane.refused += 1
            lane.closed_until = lane.due = max(self._clock() + seconds, lane.closed_until)
            if not lane.sent:
                return
            span, passed = lane.closed_until - lane.sent[0], max(1, len(lane.sent) - lane.refused)
            average = span / passed
            lane.least = min(lane.least or average, average)
            lane.interval = min(max(average * _CAUTION, lane.before * _SLOWER), _MINUTE)
            lane.burst = min(_BURST_SECONDS, span - average)

    def _given(self, *, admin: bool) -> float | None:
        """Return the seconds between two requests that the configuration gives, if it does."""
        per_minute = self._admin_per_minute if admin else self._per_minute
        return _MINUTE / per_minute if per_minute else None
