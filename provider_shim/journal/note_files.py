"""Stores notes as files in a folder. After a kill or a power failure, the old or the new file exists, never an incomplete one.

The name of a file is ``<run>+<number>.json``, or ``<run>+<number>.answered.json`` after the answer was sent to Terraform.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from provider_shim.journal.notes import Note, from_text, to_text
from provider_shim.records import Record

_SUFFIX, _ANSWERED, _TORN = ".json", ".answered.json", ".tmp"


class Filed(Record):
    """A file of the folder, with its note or the reason why it cannot be read.

    Attributes:
        path: the path of the file.
        run: the name of the run that wrote it.
        answered: whether Terraform got the answer.
        note: the note, or None if the file cannot be read.
        fault: the reason why the file cannot be read.
    """

    path: Path
    run: str
    answered: bool
    note: Note | None = None
    fault: str = ""


def path_of(folder: Path, run: str, number: int) -> Path:
    """Return the path of a note of a run."""
    return folder / f"{run}+{number}{_SUFFIX}"


def write(path: Path, note: Note, *, is_new: bool) -> None:
    """Write a note, or write it again. If the power fails during a rewrite, the old version exists, or the new one.

    Raises:
        OSError: The file cannot be written.
    """
    path_text, torn = str(path), str(path).removesuffix(_SUFFIX) + _TORN
    descriptor = os.open(torn, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        os.write(descriptor, to_text(note).encode())
        sync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(torn, path_text)  # noqa: PTH105  ten times as fast as Path, and each create waits for it
    if is_new:
        sync_folder(path.parent)


def mark_as_answered(path: Path) -> Path:
    """Record that Terraform gets the answer, and return the new path of the note.

    Raises:
        OSError: The file cannot be renamed.
    """
    answered = f"{str(path).removesuffix(_SUFFIX)}{_ANSWERED}"
    os.rename(path, answered)  # noqa: PTH104  as above
    return Path(answered)


def remove(path: Path) -> None:
    """Remove a note.

    Raises:
        OSError: The file cannot be removed.
    """
    path.unlink(missing_ok=True)


def runs_in(folder: Path) -> set[str]:
    """Return the names of the runs that have notes in a folder."""
    return {_run_of(path) for path in folder.glob(f"*{_SUFFIX}")}


def filed(folder: Path) -> Iterator[Filed]:
    """Yield the files of a folder, with the oldest first. Yield nothing if the folder does not exist."""
    for path in sorted(folder.glob(f"*{_SUFFIX}"), key=_age):
        run = _run_of(path)
        answered = path.name.endswith(_ANSWERED)
        try:
            note = from_text(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue  # another run has just removed it
        except (OSError, ValueError) as fault:
            yield Filed(path=path, run=run, answered=answered, fault=_reason(path, fault))
        else:
            yield Filed(path=path, run=run, answered=answered, note=note)


def remove_torn(folder: Path, runs: Collection[str]) -> None:
    """Remove incomplete files of ended runs. The old versions of their notes still exist."""
    for path in folder.glob(f"*{_TORN}"):
        if _run_of(path) in runs:
            with suppress(OSError):
                path.unlink()


def sync(descriptor: int) -> None:
    """Wait until the written data is on the disk."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the file names of a folder are on the disk, if the system supports that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            sync(descriptor)
        finally:
            os.close(descriptor)


def _run_of(path: Path) -> str:
    return path.name.partition("+")[0]


def _age(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:
        return 0.0, path.name


def _reason(path: Path, fault: Exception) -> str:
    with suppress(OSError):
        if path.stat().st_size == 0:
            return "it is empty"
    return str(fault) or type(fault).__name__
