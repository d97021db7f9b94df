"""The runs of the provider that have written notes: whether they are still running, and how they have ended.

Each run locks its own file. The system releases the lock when the process ends for any reason. If Terraform ends the provider
normally, the run adds a second file. Then Terraform has stored all answers. Windows cannot rename the first one, which is open.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from enum import Enum
from pathlib import Path

from provider_shim import process

_RUNNING, _ENDED = ".run", ".ended"
_PATIENCE = 10.0
"""The seconds to wait for a provider whose Terraform was killed. It ends when its requests are answered."""

_YOUNG = 60.0
"""The seconds in which a new run may not have locked its file yet."""


class RunStatus(Enum):
    """The status of a run."""

    RUNNING = "running"
    ENDED = "ended"
    """Terraform ended the run normally."""
    KILLED = "killed"


class Run:
    """This run, after its first note.

    Raises:
        OSError: The file of the run cannot be written.
    """

    _descriptor = -1

    def __init__(self, folder: Path) -> None:
        self.name = f"{os.getpid()}-{time.time_ns():x}"
        self._path = folder / f"{self.name}{_RUNNING}"
        self._parent = _parent()
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        with suppress(OSError):  # without locks in the file system, a run never counts as running
            _lock(self._descriptor)
        os.write(self._descriptor, json.dumps({"terraform": self._parent}).encode())

    def __del__(self) -> None:
        self.close()

    @property
    def is_heard(self) -> bool:
        """Return whether Terraform is still running, so that it gets the answer."""
        return process.terraform() == self._parent[0]

    def end(self) -> None:
        """Record that Terraform has ended the run normally."""
        with suppress(OSError):
            self._path.with_suffix(_ENDED).touch()

    def close(self) -> None:
        """Release the lock, so that later runs know that this run has ended."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def fate(folder: Path, name: str) -> RunStatus:
    """Return the status of a run. Wait a little for a run whose Terraform has ended."""
    if (folder / f"{name}{_ENDED}").exists():
        return RunStatus.ENDED
    path, until = folder / f"{name}{_RUNNING}", time.monotonic() + _PATIENCE
    while _is_locked(path):
        if _terraform_lives(path):
            return RunStatus.RUNNING
        if time.monotonic() > until:
            return RunStatus.KILLED
        time.sleep(0.05)
    return RunStatus.ENDED if (folder / f"{name}{_ENDED}").exists() else RunStatus.KILLED


def forget(folder: Path, names: set[str]) -> None:
    """Remove the files of ended runs without notes."""
    for file in folder.iterdir():
        if file.suffix not in {_RUNNING, _ENDED} or file.stem in names:
            continue
        with suppress(OSError):
            # The age comes first: to look for the lock of a new run would lock its file for a moment, before the run does.
            if time.time() - file.stat().st_mtime > _YOUNG and not _is_locked(file):
                file.unlink()


def _lock(descriptor: int) -> None:
    """Lock a file until it is closed.

    Raises:
        BlockingIOError: Another process has locked the file.
        OSError: The file system does not support locks.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise BlockingIOError from None
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_locked(path: Path) -> bool:
    try:
        with path.open("r+", encoding="utf-8") as file:
            _lock(file.fileno())
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _terraform_lives(path: Path) -> bool:
    """Return whether the Terraform that started a run is still running. If that is unknown, return True."""
    try:
        process, started = json.loads(path.read_text(encoding="utf-8"))["terraform"]
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return _lives(process, started)


def _parent() -> tuple[int, str]:
    """Return the parent process, and the time at which it was started if the system reports it."""
    parent = process.terraform()
    return parent, _status(parent)[1]


def _lives(process: int, started: str) -> bool:
    if sys.platform == "win32":
        return True  # it is the program that started Python, and lives as long as Python
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # the process exists, but belongs to another user
    state, now = _status(process)
    return state not in {"Z", "X"} and now == started


def _status(process: int) -> tuple[str, str]:
    """Return the state and the start time of a process on Linux. Return empty texts on other systems.

    An ended process is listed until its parent reads its exit code. In many containers, this never happens.
    """
    try:
        stat = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return "", ""
    fields = stat.rpartition(b")")[2].split()
    return fields[0].decode(), fields[19].decode()
