"""The queue between the thread that creates the messages of a response and the thread that sends them.

The first thread waits while the queue is full, so that a response of any length needs little memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

_READY: Final = 2**16
"""The maximum number of waiting bytes. If there are more, the next message has to wait."""


class CancelledStreamError(Exception):
    """The client has cancelled the stream."""


class Outgoing:
    """The messages of a response in the format of gRPC, and the final status."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._changed = threading.Condition()
        self._ready = bytearray()
        self._cancelled = False
        self._begun = False
        self._status: int | None = None
        self.status_message = ""

    # For the thread that creates the messages.

    def put(self, message: bytes) -> None:
        """Add a message. Wait until there is room for it.

        Raises:
            CancelledStreamError: The client has cancelled the stream.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._cancelled or len(self._ready) < _READY)
            if self._cancelled:
                raise CancelledStreamError
            wakes = not self._ready
            self._add(message)
        if wakes:
            self._wake()

    def _add(self, message: bytes) -> None:
        self._ready += b"\0" + len(message).to_bytes(4, "big")  # 0: not compressed
        self._ready += message
        self._begun = True

    def end(self, status: int, message: str = "", *, last: bytes | None = None) -> None:
        """Add the status, after the last message. If the last message was not put, it is ``last``."""
        with self._changed:
            if last is not None:
                self._add(last)
            self._status, self.status_message = status, message
            self._begun = True
        self._wake()

    # For the thread that sends them.

    @property
    def has_begun(self) -> bool:
        """Whether the response has begun: a message or the status was added."""
        return self._begun

    @property
    def has_data(self) -> bool:
        """Whether there are bytes to take."""
        return bool(self._ready)

    @property
    def status(self) -> int | None:
        """The status, or None until all messages before it were taken."""
        with self._changed:
            return None if self._ready else self._status

    def take(self, size: int) -> bytes:
        """Remove and return at most this number of bytes. The result can be empty."""
        with self._changed:
            taken = bytes(self._ready[:size])
            del self._ready[:size]
            self._changed.notify_all()
            return taken

    def cancel(self) -> None:
        """Record that the client has cancelled the stream, and wake the thread that creates messages."""
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()
