"""Queues of requests: requests that share a rate limit wait in a queue, and the first of them waits for the pace."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from provider_shim.api.exchange import Request
from provider_shim.api.pace import Pace

logger = logging.getLogger(__name__)

_NO_LIMIT = 1_000_000
_LOOK = 0.2
"""Seconds between two checks whether Terraform has stopped the run, while a request waits in the queue."""

Sleep = Callable[[float, str], None]
"""Waits for a number of seconds, or until Terraform stops the run. The text describes the request, for the error."""


class Turns:
    """The queues of one connection, one for each rate limit.

    Args:
        pace: computes when the next request of a queue can be sent.
        places: the maximum number of requests at the same time in all queues, or None for no limit.
        sleep: the function that waits.
    """

    def __init__(self, pace: Pace, places: int | None, sleep: Sleep) -> None:
        self._pace = pace
        self._places = threading.BoundedSemaphore(places or _NO_LIMIT)
        self._sleep = sleep
        self._lock = threading.Lock()
        self._first: dict[str, threading.Lock] = {}
        self._waiting: Counter[str] = Counter()

    @contextmanager
    def take(self, request: Request) -> Iterator[None]:
        """Wait until the request can be sent: for the pace, for a cooldown, and for a free place."""
        self._wait_in_queue(request)
        try:
            yield
        finally:
            self._places.release()

    def refused(self, request: Request, seconds: float) -> None:
        """Record that the server rejected the request because of its rate. All requests with the same limit wait."""
        self._pace.close(_lane(request), seconds, admin=request.auth == "admin")

    def _wait_in_queue(self, request: Request) -> None:
        """Wait for the pace and a cooldown, and occupy a place."""
        lane = _lane(request)
        with self._lock:
            first = self._first.setdefault(lane, threading.Lock())
            self._waiting[lane] += 1
        try:
            self._get(first, request)
            try:
                # The pace is asked last, so that a rejection also stops the requests that wait for a place.
                self._get(self._places, request)
                while (seconds := self._pace.wait(lane, admin=request.auth == "admin")) > 0:
                    self._places.release()
                    self._describe(request, seconds, self._waiting[lane] - 1)
                    self._sleep(seconds, request.attempted)
                    self._get(self._places, request)
            finally:
                first.release()
        finally:
            with self._lock:
                self._waiting[lane] -= 1

    def _get(self, place: threading.Lock | threading.BoundedSemaphore, request: Request) -> None:
        while not place.acquire(timeout=_LOOK):
            self._sleep(0, request.attempted)

    @staticmethod
    def _describe(request: Request, seconds: float, behind: int) -> None:
        fields = {"path": request.template, "seconds": round(seconds, 3), "behind": behind}
        logger.info("waiting for the rate limit", extra=fields)


def _lane(request: Request) -> str:
    """Return the name of the rate limit of a request. Each administration endpoint has its own."""
    return f"admin {request.method} {request.template}" if request.auth == "admin" else "project"
