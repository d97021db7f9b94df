"""Computes when the next request can be sent. All requests under the same limit have one pace and one cooldown. Pure.

If a server rejects one request because of its rate limit, it would also reject the others. So all requests under this limit wait. Each
administration endpoint allows only a few requests per minute, but does not report its limit before it rejects a request. So these
requests are slowed down from the start, and after a rejection the lane learns the limit. Requests to a server on this machine are
not slowed down before the first rejection.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

ADMIN_REQUESTS_PER_MINUTE = 8
"""The requests per minute for each administration endpoint. OpenAI allowed 7 to 10 in our measurements."""

_BURST_SECONDS = 45.0
"""After a pause, the requests of this many seconds can be sent at once."""

_MINUTE = 60.0  # seconds

_CAUTION, _SLOWER, _FASTER = 1.05, 1.25, 0.99
"""Factors for the time between two requests: for the time that was learned from a rejection; for the time before the rejection, as a
lower limit; and for the current time, after each request."""


@dataclass(kw_only=True)
class _Lane:
    """The state of one rate limit. Times are in seconds, on the monotonic clock.

    Attributes:
        due: the time at which the next request can be sent.
        closed_until: the end of the cooldown, before which no request is sent.
        interval: the learned time between two requests, or None before the first rejection.
        before: the time between two requests before the last rejection.
        least: the lower limit of the interval.
        burst: after a pause, the requests of this many seconds can be sent at once.
        passed: the times of the requests in the last minute that the server has not rejected.
        opened: the end of the last cooldown.
        refused: the number of requests that the server has rejected since then.
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
        """Set the interval from the number of requests that the server has accepted.

        The limit is the number of accepted requests in the last minute. If the server counts over another period, it is the number of
        accepted requests since the last cooldown, over the time until the end of the next cooldown.
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
    """The rate limits of one connection. Requests in one lane share a limit.

    Args:
        requests_per_minute: the limit of each lane. None for no limit, except in admin lanes.
        admin_requests_per_minute: the limit of each admin lane if ``requests_per_minute`` is None. None for no limit before the first
            rejection.
        clock: returns the monotonic time in seconds.
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
        """Return 0 and count the request if it can be sent now. Otherwise, return the seconds until the next check."""
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
        """Stop all requests of a lane for a number of seconds, because the server has rejected a request for its rate."""
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
        """Return the seconds between two requests according to the configuration, or None."""
        per_minute = self._admin_per_minute if admin else self._per_minute
        return _MINUTE / per_minute if per_minute else None
