"""Starts a warm server for the next launches, with a clean environment and without any file of this process."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress

from provider_shim.warm import context as contexts
from provider_shim.warm import folder as folders

if sys.platform != "linux":
    raise ImportError("There are warm servers on Linux only.")

ARGUMENT = "--warm"
"""The argument with which the program becomes a warm server."""

LOCK = 3
"""The file descriptor of the server's lock. It is locked by the launch, so that only one server is started."""


def start(environment: Mapping[str, str]) -> None:
    """Start a warm server, if the environment allows it and there is none. No failure is an error."""
    if not contexts.seconds(environment) or (context := contexts.context(environment)) is None:
        return
    with suppress(OSError, NotImplementedError):
        lock = _lock(folders.folder(environment), contexts.name(context))
        try:
            _spawn(lock, contexts.variables(environment))
        finally:
            os.close(lock)


def lock_name(name: str) -> str:
    """Return the name of the lock file beside a socket."""
    return f"{name}.lock"


def _lock(folder: str, name: str) -> int:
    """Lock the file of the server. The lock belongs to all processes that inherit the descriptor.

    Raises:
        OSError: Another server has locked it, or the folder is not private.
    """
    import fcntl

    with suppress(FileExistsError):
        os.mkdir(folder, mode=folders.MODE)
    if not folders.is_private(folder):
        raise PermissionError(folder)
    path = os.path.join(folder, lock_name(name))
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _spawn(lock: int, environment: Mapping[str, str]) -> None:
    """Start this program again, in a session of its own.

    ``/proc`` has the complete command, also if the loader of the C library is a part of it.
    """
    with open("/proc/self/cmdline", "rb") as file:
        command = [os.fsdecode(part) for part in file.read().split(b"\0")[:-1]]
    os.posix_spawn(
        os.readlink("/proc/self/exe"),
        [*command, ARGUMENT],
        environment,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, lock, LOCK),
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
        setsid=True,
        setsigmask=[],
    )
