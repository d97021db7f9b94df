"""Servers with different rules for rate limits, and clients that share a pace. The clock is simulated."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import Protocol

from provider_shim.api.pace import Pace

LATENCY = 0.05  # seconds until an answer comes


class Clock:
    """A clock that changes only when a test sets it."""

    def __init__(self) -> None:
        self.now = 1000.3

    def __call__(self) -> float:
        return self.now


class Limit(Protocol):
    """The rule of a server's rate limit."""

    limit: int
    span: float

    def ask(self, now: float) -> float | None:
        """Return None if the server accepts the request, otherwise the seconds to wait."""


@dataclass
class SlidingWindow:
    """Every period, with any start, has at most the limit."""

    limit: int
    span: float = 60.0
    passed: list[float] = field(default_factory=list)

    def ask(self, now: float) -> float | None:
        """See `Limit`."""
        self.passed = [one for one in self.passed if one > now - self.span]
        if len(self.passed) < self.limit:
            self.passed.append(now)
            return None
        return self.passed[-self.limit] + self.span - now


@dataclass
class FixedWindow:
    """Each period begins at the full minute, and has at most the limit."""

    limit: int
    span: float = 60.0
    window: float = -1.0
    passed: int = 0

    def ask(self, now: float) -> float | None:
        """See `Limit`."""
        window = now // self.span
        self.passed = self.passed if window == self.window else 0
        self.window = window
        if self.passed < self.limit:
            self.passed += 1
            return None
        return (window + 1) * self.span - now


@dataclass
class Bucket:
    """The limit at once, and then more requests as time passes."""

    limit: int
    span: float = 60.0
    last: float = 0.0
    tokens: float = 0.0

    def ask(self, now: float) -> float | None:
        """See `Limit`."""
        brought = (now - self.last) * self.limit / self.span
        self.tokens, self.last = min(self.limit, self.tokens + brought), now
        if self.tokens >= 1:
            self.tokens -= 1
            return None
        return (1 - self.tokens) * self.span / self.limit


@dataclass(frozen=True)
class Outcome:
    """The time until all requests succeeded, the number of rejections, and the maximum number for one request."""

    seconds: float
    refused: int
    at_most: int


def sent(pace: Pace, clock: Clock, server: Limit, requests: int, *, workers: int = 10) -> Outcome:
    """Send a number of requests in one lane of the administration, with several workers."""
    start = clock.now
    refusals = [0] * requests
    events: list[tuple[float, int, float | None, bool]] = [
        (start, number, None, False) for number in range(min(workers, requests))
    ]
    following = iter(range(len(events), requests))
    while events:
        clock.now, number, seconds, answered = heapq.heappop(events)
        if not answered:
            wait = pace.wait("lane", admin=True)
            if wait > 0:
                heapq.heappush(events, (clock.now + wait, number, None, False))
            else:
                seconds = server.ask(clock.now)
                heapq.heappush(events, (clock.now + LATENCY, number, seconds or 0.0, True))
        elif seconds:
            refusals[number] += 1
            pace.close("lane", seconds, admin=True)
            heapq.heappush(events, (clock.now + seconds, number, None, False))
        elif (another := next(following, None)) is not None:
            heapq.heappush(events, (clock.now, another, None, False))
    return Outcome(clock.now - start, sum(refusals), max(refusals))
