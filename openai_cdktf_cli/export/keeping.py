"""Stores what an export has read so far in a file, so that an interrupted export can be resumed.

The file has one line for each list that was read completely. Only the user can read it. It is deleted when the program is written.
"""

from __future__ import annotations

import dataclasses
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path

from openai_cdktf_cli.export.found import Found, Place, from_json

NAME = ".openai-cdktf-export.jsonl"
_FORM = 2


class Kept:
    """The lists that were read completely.

    Args:
        file: the file that stores them.
        server: the address of the server, the organization and the project. Another one makes the file invalid.
    """

    def __init__(self, file: Path, server: Sequence[str]) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._head = {"form": _FORM, "server": list(server)}
        self._places: dict[Place, list[Found]] = {}
        lines = _lines(file)
        self.remove()  # including an incomplete last line
        if lines and lines[0] == self._head:
            self._take(lines[1:])

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

    def _take(self, lines: Sequence[object]) -> None:
        for line in lines:
            if isinstance(line, dict):
                type_name, parents = line["place"]
                objects = [from_json(one) for one in line["objects"]]
                self.add((type_name, tuple(parents)), objects)


def _lines(file: Path) -> list[object]:
    """Return the complete lines."""
    found: list[object] = []
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return found
    for line in text.splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            break
    return found
