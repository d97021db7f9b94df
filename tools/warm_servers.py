"""Finds, awaits and ends the warm servers of the provider in a folder, for the benchmarks."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

_PATIENCE = 30.0  # seconds


def processes(folder: Path) -> list[int]:
    """Return the warm servers with ``XDG_RUNTIME_DIR`` at the folder. ``/proc`` shows the variables of all processes."""
    found = []
    needle = f"XDG_RUNTIME_DIR={folder}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cmdline").read_bytes().endswith(b"--warm\0") and (
                needle in (entry / "environ").read_bytes().split(b"\0")
            ):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def processor(folder: Path) -> float:
    """Return the seconds of processor time that the servers in the folder and their ended forks have used."""
    ticks = 0
    for process in processes(folder):
        with suppress(OSError):  # it has just ended
            fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until_ready(folder: Path) -> None:
    """Wait until the server is ready, so that it does not load while something else is measured."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if any(one.is_socket() for one in folder.glob("*/*")):
            return
        time.sleep(0.01)


def end(folder: Path) -> None:
    """End the servers, wait until they have ended, so that later measurements do not include them, and remove their files."""
    for process in processes(folder):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
    until = time.monotonic() + _PATIENCE
    while processes(folder) and time.monotonic() < until:
        time.sleep(0.01)
    for file in folder.glob("*/*"):
        file.unlink(missing_ok=True)
