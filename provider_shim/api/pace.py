"""When the next request may be sent: one pace and one cooldown for all that runs at once. It must not send or sleep.

A server that refuses one request for its rate would refuse the others too: all that share its limit wait then. The
administration endpoints allow a few requests a minute each, and say so only by refusing: they are paced from the start,
and a lane that was refused learns from it how much is allowed there. A server on this machine is not paced until it
refuses.
"""

from __future__ import annotations

import threading
import time
from collections import deque
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
        passed: when requests were sent in the last minute that the server has not refused.
        opened: when the lane was open again last.
        refused: how many requests the server has refused since.
    """

    due: float = 0.0
    closed_until: float = 0.0
    interval: float | None = None
    before: float = 0.0
    least: float = 0.0
    burst: float = _BURST_SECONDS
    passed: deque[float] = field(default_factory=deque)
    opened: float = 0.0
    refused: int = 0

    def learn(self) -> None:
        """Set the pace by what the server has let pass.

        It lets as many pass in a minute as in the last; or, where it counts by another time, as it has since the lane was
        open, in all of the time from then until it is open again.
        """
        slower = self.before * _SLOWER
        if self.passed:
            a_minute_ago = self.closed_until - _MINUTE * _CAUTION
            in_a_minute = sum(1 for one in self.passed if one > a_minute_ago)
            since = [one for one in self.passed if one >= self.opened]
            span = self.closed_until - since[0] if since else _MINUTE
            average = min(_MINUTE / max(1, in_a_minute), span / max(1, len(since)))
            slower = max(slower, average * _CAUTION)
            self.least = min(self.least or average, average)
            self.burst = min(_BURST_SECONDS, span - average)
        if slower:
            self.interval = min(slower, _MINUTE)


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
            if lane.refused:
                lane.opened, lane.refused = now, 0
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
                lane.passed.append(now)
                while lane.passed[0] <= now - _MINUTE * _CAUTION:
                    lane.passed.popleft()
            return 0.0

    def close(self, name: str, seconds: float, *, admin: bool) -> None:
        """Let nobody send in a lane for so long: the server has refused a request for its rate."""
        with self._lock:
            lane = self._lanes.setdefault(name, _Lane())
            if not lane.refused:
                lane.before = lane.interval or self._given(admin=admin) or 0.0
            lane.refused += 1
            lane.closed_until = lane.due = max(self._clock() + seconds, lane.closed_until)
            if lane.passed:
                lane.passed.pop()
                lane.learn()

    def _given(self, *, admin: bool) -> float | None:
        """Return the seconds between two requests that the configuration gives, if it does."""
        per_minute = self._admin_per_minute if admin else self._per_minute
        return _MINUTE / per_minute if per_minute else None
