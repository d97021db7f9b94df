"""Stores what an export has read so far in a file, so that an interrupted export can be resumed.

The file has one line for each list that was read completely. Only the user can read it. It is deleted when the program is written.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openai_cdktf_cli.export.found import Found, Place, from_json

NAME = ".openai-cdktf-export.jsonl"
_FORM = 3


class Kept:
    """The lists that were read completely.

    Args:
        file: the file that stores them.
        account: the address of the server, the organization, the project and `fingerprint` of the keys. Other values make the file
            invalid.
    """

    def __init__(self, file: Path, account: Sequence[str]) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._head = {"form": _FORM, "account": list(account)}
        self._places: dict[Place, list[Found]] = {}
        lines, size = _lines(file)
        if not lines or lines[0] != self._head:
            self.remove()
            return
        os.truncate(file, size)  # an incomplete last line
        for line in lines[1:]:
            type_name, parents = line["place"]
            self._places[type_name, tuple(parents)] = [from_json(one) for one in line["objects"]]

    def __len__(self) -> int:
        return len(self._places)

    def of(self, place: Place) -> list[Found] | None:
        """Return the objects of a list, or None if it was not read completely."""
        return self._places.get(place)

    def add(self, place: Place, objects: Sequence[Found]) -> None:
        """Store the objects of a list that was read completely."""
        line = {"place": place, "objects": [dataclasses.asdict(one) for one in objects]}
        with self._lock:
            new = not self.file.exists()
            self.file.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            with os.fdopen(os.open(self.file, flags, 0o600), "a", encoding="utf-8") as out:
                for one in (self._head, line) if new else (line,):
                    out.write(json.dumps(one) + "\n")
            self._places[place] = list(objects)

    def remove(self) -> None:
        """Delete the file."""
        self.file.unlink(missing_ok=True)


def fingerprint(keys: Sequence[str]) -> str:
    """Return a text that is different for other keys, and from which nobody can compute the keys."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def _lines(file: Path) -> tuple[list[dict[str, Any]], int]:
    """Return the complete lines, and the number of their bytes."""
    found: list[dict[str, Any]] = []
    size = 0
    try:
        content = file.read_bytes()
    except OSError:
        return found, size
    for line in content.splitlines(keepends=True):
        try:
            value = json.loads(line)
        except ValueError:
            break
        if not line.endswith(b"\n") or not isinstance(value, dict):
            break
        found.append(value)
        size += len(line)
    return found, size
