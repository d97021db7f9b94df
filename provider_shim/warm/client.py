"""The launched process: it gives its launch to a warm server, and waits for the end of the provider."""

from __future__ import annotations

import os
import sys

from provider_shim.process import TERMINATE
from provider_shim.warm import context as contexts
from provider_shim.warm import folder as folders

if sys.platform != "linux":
    raise ImportError("There are warm servers on Linux only.")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _socket import socket
    from collections.abc import Mapping
    from typing import Any

PATIENCE = 3.0
"""The seconds that a launch waits for a server, which may be stopped or broken. It answers in milliseconds."""

READY = b"R"
"""A fork is ready to be the provider. Only then it gets the environment and the streams.

Streams that wait in the socket of a stopped server would stay open, and Terraform waits for their ends.
"""

LENGTH = 4
"""The bytes of the length before a message."""


def run(environment: Mapping[str, str]) -> int | None:
    """Let a fork of the warm server be the provider, and return its exit code. Return None if this process must be the provider."""
    if not contexts.seconds(environment):
        return None
    place = folders.folder(environment)
    if not folders.is_private(place) or (context := contexts.context(environment)) is None:
        return None
    if not _has_streams():
        return None
    # The modules in C are enough. `socket` and `signal` would take longer than the rest of a warm launch.
    import _socket

    connected = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connected.settimeout(PATIENCE)
        connected.connect(os.path.join(place, contexts.name(context)))
        if peer(connected)[1] != os.geteuid():
            return None
        connected.sendall(framed(context))
        if connected.recv(1) != READY:
            return None
        _send(connected, framed(block(environment)))
    except OSError:
        return None
    _pass_on_signals(connected)
    return _wait(connected)


def _has_streams() -> bool:
    """Return whether stdin, stdout and stderr are open. Otherwise, the socket to the server would get the number of one of them."""
    try:
        for stream in range(3):
            os.fstat(stream)
    except OSError:
        return False
    return True


def peer(connected: socket) -> tuple[int, int]:
    """Return the process and the user at the other side of a Unix socket."""
    import _socket

    found = connected.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
    credentials = memoryview(found).cast("i")
    return credentials[0], credentials[1]


def block(environment: Mapping[str, str]) -> bytes:
    """Return the variables of an environment, each ended by a zero byte."""
    return b"".join(os.fsencode(f"{name}={value}") + b"\0" for name, value in environment.items())


def framed(content: bytes) -> bytes:
    """Return a message: the length, and the content."""
    return len(content).to_bytes(LENGTH, "big") + content


def _send(connected: socket, message: bytes) -> None:
    """Send a message, with the streams and the working folder as file descriptors."""
    import _socket

    here = os.open(".", os.O_PATH | os.O_DIRECTORY)
    try:
        descriptors = b"".join(one.to_bytes(4, sys.byteorder) for one in (0, 1, 2, here))
        sent = connected.sendmsg([message], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, descriptors)])
        connected.sendall(message[sent:])
    finally:
        os.close(here)


def _pass_on_signals(connected: socket) -> None:
    """Treat signals like the provider: ignore Ctrl-C, which Terraform gets too, and end in order after SIGTERM.

    A signal before this ends the launch, and so the fork.
    """
    signals: Any = __import__("_signal")  # `signal` would define enumerations

    def terminate(_number: int, _frame: object) -> None:
        connected.send(TERMINATE)

    signals.signal(signals.SIGINT, signals.SIG_IGN)
    signals.signal(signals.SIGTERM, terminate)


def _wait(connected: socket) -> int:
    """Return the exit code of the provider. If it has ended without one, it was killed."""
    connected.settimeout(None)
    os.dup2(2, 1)  # the provider writes the handshake, and closes stdout like this too
    try:
        code = connected.recv(1)
    except OSError:
        code = b""
    return code[0] if code else 1
