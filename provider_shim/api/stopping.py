"""Ends waits when Terraform stops the run, and the wait for answers to requests that change nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")


class Stopping:
    """Whether Terraform has stopped the run. All threads of a connection share it."""

    def __init__(self) -> None:
        self._requested = threading.Event()
        self._lock = threading.Lock()
        self._awaited: set[Future[Any]] = set()

    @property
    def is_requested(self) -> bool:
        """Whether Terraform has stopped the run."""
        return self._requested.is_set()

    def request(self) -> None:
        """End all waits, including later ones."""
        self._requested.set()
        with self._lock:
            for awaited in self._awaited:
                awaited.cancel()

    def wait(self, seconds: float) -> bool:
        """Wait, and return whether the wait was ended early."""
        return self._requested.wait(max(seconds, 0))

    def unless_stopped(self, act: Callable[[], Result], seconds: float | None = None) -> Result:
        """Return what ``act`` returns. After a stop or a timeout, ``act`` continues in its own thread.

        Another thread cannot cancel the read of an answer from a socket.

        Args:
            act: the function to call.
            seconds: the time limit, or None for no limit.

        Raises:
            CancelledError: Terraform stopped the run.
            TimeoutError: The time limit was reached.
        """
        awaited: Future[Result] = Future()
        with self._lock:
            self._awaited.add(awaited)
        try:
            if self.is_requested:
                raise CancelledError
            threading.Thread(target=_fulfil, args=(awaited, act), daemon=True).start()
            return awaited.result(seconds)
        finally:
            with self._lock:
                self._awaited.discard(awaited)


def _fulfil(awaited: Future[Result], act: Callable[[], Result]) -> None:
    with suppress(InvalidStateError):  # the wait has ended
        try:
            awaited.set_result(act())
        except InvalidStateError:
            raise
        except BaseException as fault:  # noqa: BLE001  the waiting thread raises it
            awaited.set_exception(fault)
