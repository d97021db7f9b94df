"""The warm server: it loads everything that launches need, and forks for each of them. It has one thread, and no secret.

The fork, not the server, reads what the launched process sends. So the environment of a launch, with its keys, is never in the memory of
the server.
"""

from __future__ import annotations

import array
import gc
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Final, NoReturn

from provider_shim import process
from provider_shim.warm import context as contexts
from provider_shim.warm import folder as folders
from provider_shim.warm.client import LENGTH, PATIENCE, READY, peer
from provider_shim.warm.program_files import ProgramFiles
from provider_shim.warm.starting import LOCK, lock_name

if sys.platform != "linux":
    raise ImportError("There are warm servers on Linux only.")

_FILES: Final = 4  # stdin, stdout, stderr and the working folder
_MOST_FILES: Final = (
    4096  # a number above all descriptors that a terminal or a CI system leaves open
)
_WAITING: Final = 128  # launches of Terraform that wait for a fork
_CALM: Final = (
    1.0  # seconds without a launch, after which the command of Terraform has probably ended
)

Provide = Callable[[Mapping[str, str]], int]


def serve(preload: Callable[[], None], later: Iterator[None], provide: Provide) -> None:
    """Serve launches until none has come for some time, or until files of the program change.

    Args:
        preload: loads what every launch needs. It keeps no secrets and starts no threads.
        later: loads more, in short steps, when no launch has come for a moment.
        provide: is the provider, and returns the exit code. It runs in forks.

    Raises:
        OSError: This process has no lock of a warm server, so no launch has started it.
    """
    path, context = _identity(os.environ)
    os.closerange(LOCK + 1, _MOST_FILES)
    preload()
    os.chdir("/")  # so that no folder is in use
    files = ProgramFiles()
    gc.freeze()
    signal.signal(signal.SIGCHLD, _reap)
    listening = _listen(path)
    for connected in _launches(listening, contexts.seconds(os.environ), later):
        with connected:
            launched, user = peer(connected)
            if user != os.geteuid():
                continue
            if files.have_changed():  # the launch continues alone, and starts a new server
                _retire(listening, path)
                break
            if os.fork() == 0:
                listening.close()
                os.close(LOCK)
                _become(connected, launched, context, provide)
    else:
        _retire(listening, path)
    with suppress(ChildProcessError):
        while True:  # until all forks have ended, so that no other process has to adopt them
            os.waitpid(-1, 0)


def _identity(environment: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the path of the socket, and the context of the launches that can use it.

    Raises:
        OSError: This process has no lock of a warm server.
    """
    context = contexts.context(environment)
    if context is None:
        raise OSError("the process is traced")
    path = os.path.join(folders.folder(environment), contexts.name(context))
    if not os.path.samestat(os.fstat(LOCK), os.stat(lock_name(path))):
        raise OSError("no launch has started this server")
    return path, context


def _listen(path: str) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with suppress(FileNotFoundError):
        os.unlink(path)  # of a server that was killed
    mask = os.umask(0o177)
    listening.bind(path)
    os.umask(mask)
    listening.listen(_WAITING)
    return listening


def _retire(listening: socket.socket, path: str) -> None:
    """Remove all files, so that another server can start."""
    listening.close()
    with suppress(OSError):
        os.unlink(path)
        os.unlink(lock_name(path))
        os.rmdir(os.path.dirname(path))
    os.close(LOCK)


def _launches(
    listening: socket.socket, seconds: float, later: Iterator[None]
) -> Iterator[socket.socket]:
    """Yield the connections of launches until none has come for some time. Meanwhile, load more."""
    calm, loading = min(_CALM, seconds), True
    last = time.monotonic()
    while True:
        left = last + seconds - time.monotonic()
        if select.select([listening], [], [], calm if loading else max(left, 0))[0]:
            yield listening.accept()[0]
            calm, last = min(_CALM, seconds), time.monotonic()
        elif left <= 0:
            return
        elif loading:
            calm = 0.0
            loading = _continue(later)


def _continue(later: Iterator[None]) -> bool:
    """Take one more step of loading, and return whether there may be others."""
    try:
        next(later)
    except StopIteration:
        gc.freeze()
        return False
    except Exception:  # noqa: BLE001  the launch that needs this reports the error
        return False
    return True


def _reap(_number: int, _frame: object) -> None:
    """Remove ended forks from the list of processes. The launched processes have their exit codes."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become(
    connected: socket.socket,
    launched: int,
    context: bytes,
    provide: Provide,
) -> NoReturn:
    """Be the provider for a launched process, in a fork."""
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        connected.settimeout(PATIENCE)
        if _receive(connected)[0] != context:
            os._exit(1)
        connected.sendall(READY)
        message, files = _receive(connected)
        connected.settimeout(None)
        os.fchdir(files[3])
        for stream in range(3):
            os.dup2(files[stream], stream)
        for file in files:
            os.close(file)
        os.environ.clear()
        for variable in message.split(b"\0"):
            name, is_variable, value = variable.partition(b"=")
            if name and is_variable:  # other entries are possible, and Python ignores them, too
                os.environb.setdefault(name, value)
        process.act_for(launched, connected)
        code = provide(os.environ)
    except BaseException as fault:  # noqa: BLE001  the fork must not continue as a server
        sys.excepthook(type(fault), fault, fault.__traceback__)
    process.leave(code)


def _receive(connected: socket.socket) -> tuple[bytes, list[int]]:
    """Return the next message of a launched process, and the files that it has sent with it.

    Raises:
        OSError: It has ended.
    """
    files = array.array("i")
    received = bytearray()
    missing = LENGTH
    while missing > 0:
        data, ancillary, _, _ = connected.recvmsg(
            missing, socket.CMSG_SPACE(_FILES * files.itemsize)
        )
        if not data:
            raise OSError("the launched process has ended")
        received += data
        for level, kind, content in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                files.frombytes(content[: len(content) - len(content) % files.itemsize])
        length = int.from_bytes(received[:LENGTH], "big")
        missing = (
            LENGTH - len(received) if len(received) < LENGTH else LENGTH + length - len(received)
        )
    return bytes(received[LENGTH:]), list(files)
