"""Passes the original value of a setting, from before Terraform managed it, to the resource that replaces it.

Terraform 1.15 passes the private data of the replaced object to the second plan of a replacement, but not to the apply and the create.
So the plan writes a note into Terraform's data folder, and the create reads it. A note is valid only if the API still has the value of
the replaced state. Then nobody has changed or restored the setting since the plan.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from provider_shim.records import Record, positional
from provider_shim.vocabulary.rest import Json


def notes_folder(data: Path) -> Path:
    """Return the folder for notes in Terraform's data folder."""
    return data / "openai-cdktf" / "originals"


class OriginalSettings(Record):
    """The notes in a folder. If the folder is None, no notes are kept."""

    folder: Path | None = positional(kw_only=False, default=None)

    def note(self, type_name: str, identity: str, *, original: Any, now: Json) -> None:
        """Write a note with the original and the current value. An error while writing does not fail the plan."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self._file(type_name, identity)
            file.write_text(json.dumps({"original": original, "now": now}))

    def take(self, type_name: str, identity: str, *, now: Json | None) -> Any:
        """Return the original value and drop the note. Return None without a note, or if the API's value ``now`` is another one."""
        if self.folder is None:
            return None
        file = self._file(type_name, identity)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            noted = json.loads(file.read_text())
            file.unlink(missing_ok=True)
            return noted["original"] if noted["now"] == now else None
        return None

    def drop(self, type_name: str, identity: str) -> None:
        """Drop a note, because the original value was restored or will not be restored."""
        self.take(type_name, identity, now=None)

    def _file(self, type_name: str, identity: str) -> Path:
        """Return the path of a note. Ids can contain characters that file names cannot contain."""
        import hashlib

        digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
        return (self.folder or Path()) / f"{type_name}-{digest}.json"
