"""The messages of one answer, on the way from the thread that makes them to the thread that sends them.

It must not know HTTP. Whoever makes messages waits while enough of them are ready, so that an answer of any length takes
little memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

_READY: Final = 2**16
"""Bytes that may be ready before the next message has to wait."""


class CancelledStreamError(Exception):
    """The client wants no further message."""


class Outgoing:
    """Messages in the form of gRPC, and the status after the last of them."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._changed = threading.Condition()
        self._ready = bytearray()
        self._cancelled = False
        self._begun = False
        self._status: int | None = None
        self.status_message = ""

    # For the thread that makes the messages.

    def put(self, message: bytes) -> None:
        """Add a message, once there is room for it.

        Raises:
            CancelledStreamError: nobody wants it any more.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._cancelled or len(self._ready) < _READY)
            if self._cancelled:
                raise CancelledStreamError
            wakes = not self._ready
            self._ready += b"\0" + len(message).to_bytes(4, "big")  # 0: not compressed
            self._ready += message
            self._begun = True
        if wakes:
            self._wake()

    def end(self, status: int, message: str = "") -> None:
        """Add the status: there are no further messages."""
        with self._changed:
            self._status, self.status_message = status, message
            self._begun = True
        self._wake()

    # For the thread that sends them.

    @property
    def has_begun(self) -> bool:
        """Whether there is something to send, or was."""
        return self._begun

    @property
    def status(self) -> int | None:
        """The status, when all messages before it are taken."""
        with self._changed:
            return None if self._ready else self._status

    def take(self, size: int) -> bytes:
        """Return at most so many bytes of what is ready, which may be none."""
        with self._changed:
            taken = bytes(self._ready[:size])
            del self._ready[:size]
            self._changed.notify_all()
            return taken

    def cancel(self) -> None:
        """Let the maker know that the client wants no further message."""
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()
