"""Errors of the state file, for the person who has started the sandbox."""

from __future__ import annotations

import sqlite3


class StateError(Exception):
    """The state cannot be read or written. The message names the file, the reason, and what to do."""


def explained(error: sqlite3.Error | StateError, name: str) -> StateError:
    """Return an error of SQLite with the name of the state, and with what to do."""
    if isinstance(error, StateError):
        return error
    # Errors of Python's module itself have no code.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StateError(f"{name} cannot be used: {error}. {_ADVICE.get(code, _CHOOSE)}")


_CHOOSE = (
    "Choose a file in an existing folder that you can write to. If the file is not a state file of the sandbox, "
    "choose another."
)
DAMAGED = (
    "The file is damaged or is not a state file of the sandbox. Move it away and start again with a new file, or "
    "restore a snapshot with --restore. `sqlite3 FILE .recover` shows what is left of a damaged file."
)
_DISK = "Nothing was changed. Free space on the disk of the file and check its permissions, then try again."
_ADVICE = {
    sqlite3.SQLITE_BUSY: "Another sandbox uses this file. Stop it, or choose another file.",
    sqlite3.SQLITE_LOCKED: "Another sandbox uses this file. Stop it, or choose another file.",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_FULL: _DISK,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_READONLY: _DISK,
}
"""What to do, by the primary result code of SQLite."""
