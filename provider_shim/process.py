"""The process that Terraform has started, as the provider sees it.

Usually it is this process. If a warm server has forked this process (`provider_shim.warm`), Terraform has started another one, the
launched process: it is a child of Terraform, and has the signals and the exit code. This module imports nothing at the start.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, Protocol

    class Lifeline(Protocol):
        """A socket to the launched process."""

        def send(self, data: bytes, /) -> int:
            """Send the exit code."""
            ...

        def recv(self, size: int, /) -> bytes:
            """Wait for a signal, or for the end of the launched process."""
            ...


_launched: tuple[int, int, Lifeline] | None = None
"""The launched process for which this one acts: its id, that of its parent, and the socket to it."""

TERMINATE = b"T"
"""The launched process sends this when it gets SIGTERM."""


def act_for(launched: int, lifeline: Lifeline) -> None:
    """Be the provider for another process that Terraform has started. If that process ends, this one ends immediately."""
    global _launched  # noqa: PLW0603  a process has one parent
    _launched = launched, _parent(launched, 1), lifeline
    import threading

    threading.Thread(target=_follow, args=(lifeline,), name="lifeline", daemon=True).start()


def terraform() -> int:
    """Return the process id of Terraform. If Terraform has ended, return that of the process that adopted the launched one."""
    return os.getppid() if _launched is None else _parent(*_launched[:2])


def _parent(process: int, known: int) -> int:
    """Return the parent of another process, or the known one if the process has ended: then this one is about to end, too."""
    try:
        with open(f"/proc/{process}/stat", "rb") as stat:
            return int(stat.read().rpartition(b")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return known


def leave(code: int) -> NoReturn:
    """End the process, and the one that Terraform has started, without waiting for threads."""
    if _launched is not None:
        try:
            sys.stderr.flush()
            # Terraform waits for the ends of these streams. At the end of a process, the kernel frees the memory first.
            os.closerange(0, 3)
            _launched[2].send(bytes([code]))
        except (OSError, ValueError):
            code = 1
    os._exit(code)


def _follow(lifeline: Lifeline) -> None:
    """Pass on signals of the launched process."""
    if sys.platform == "win32":
        return  # there are no warm servers
    import signal

    while True:
        try:
            received = lifeline.recv(1)
        except OSError:
            received = b""
        os.kill(os.getpid(), signal.SIGTERM if received == TERMINATE else signal.SIGKILL)
