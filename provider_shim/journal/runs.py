"""Runs of the provider that have written notes: whether they are still running, and how they have ended.

A run holds a lock on a file of its own as long as its process lives, whatever ends it. When Terraform ends the provider
in order, the file is renamed: Then Terraform has stored all answers.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from enum import Enum
from pathlib import Path

_GOES_ON, _ENDED = ".run", ".ended"
_PATIENCE = 10.0
"""Seconds to wait for a provider whose Terraform has been killed: it ends as soon as its requests are answered."""

_YOUNG = 60.0
"""Seconds in which a run that has just begun may not have locked its file yet."""


class RunStatus(Enum):
    """The status of a run."""

    RUNNING = "goes on"
    ENDED = "ended"
    """Terraform ended the run normally."""
    KILLED = "killed"


class Run:
    """This run, from its first note on.

    Raises:
        OSError: its file cannot be written.
    """

    _descriptor = -1

    def __init__(self, folder: Path) -> None:
        self.name = f"{os.getpid()}-{time.time_ns():x}"
        self._path = folder / f"{self.name}{_GOES_ON}"
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
        return _parent()[0] == self._parent[0]

    def end(self) -> None:
        """Record that Terraform has ended the run normally."""
        with suppress(OSError):
            self._path.rename(self._path.with_suffix(_ENDED))

    def close(self) -> None:
        """Release the lock, so that later runs know that this run is over."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def fate(folder: Path, name: str) -> RunStatus:
    """Return the status of a run. Wait a little for a run whose Terraform has ended."""
    if (folder / f"{name}{_ENDED}").exists():
        return RunStatus.ENDED
    path, until = folder / f"{name}{_GOES_ON}", time.monotonic() + _PATIENCE
    while _is_locked(path):
        if _terraform_lives(path):
            return RunStatus.RUNNING
        if time.monotonic() > until:
            return RunStatus.KILLED
        time.sleep(0.05)
    return RunStatus.ENDED if (folder / f"{name}{_ENDED}").exists() else RunStatus.KILLED


def forget(folder: Path, names: set[str]) -> None:
    """Remove the files of runs that are over and have no notes."""
    for file in folder.iterdir():
        if file.suffix not in {_GOES_ON, _ENDED} or file.stem in names or _is_locked(file):
            continue
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > _YOUNG:
                file.unlink()


def _lock(descriptor: int) -> None:
    """Lock a file until it is closed.

    Raises:
        BlockingIOError: another process has locked the file.
        OSError: the file system has no locks.
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
    """Return the process that has started this one, and when that was started, where the system tells."""
    parent = os.getppid()
    return parent, _status(parent)[1]


def _lives(process: int, started: str) -> bool:
    if sys.platform == "win32":
        return True  # a signal, even none, could end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    state, now = _status(process)
    return state not in {"Z", "X"} and now == started


def _status(process: int) -> tuple[str, str]:
    """Return the state of a process and when it was started, as Linux tells them; empty elsewhere.

    A process that has ended is listed until its parent asks, which in many containers nobody ever does.
    """
    try:
        stat = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return "", ""
    fields = stat.rpartition(b")")[2].split()
    return fields[0].decode(), fields[19].decode()
