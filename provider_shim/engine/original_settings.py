"""What was set before Terraform took over, handed on from a setting to the one that replaces it.

Terraform 1.15 shows the private data of the replaced object to the second plan of a replacement, but hands it to neither the
apply nor the create. So the plan leaves a note in Terraform's data folder, and the create takes it from there. A note counts only
while the API has what the replaced state says: then nobody has changed the setting, or given it back, meanwhile.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from provider_shim.records import Record, positional
from provider_shim.vocabulary.rest import Json


def notes_folder(data: Path) -> Path:
    """Return the folder for notes, inside of Terraform's data folder."""
    return data / "openai-cdktf" / "originals"


class OriginalSettings(Record):
    """Notes in a folder (None: nowhere)."""

    folder: Path | None = positional(kw_only=False, default=None)

    def note(self, type_name: str, identity: str, *, original: Any, now: Json) -> None:
        """Note what was set originally, and what is set ``now``. That this fails is no reason to fail the plan."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self._file(type_name, identity)
            file.write_text(json.dumps({"original": original, "now": now}))

    def take(self, type_name: str, identity: str, *, now: Json | None) -> Any:
        """Return what was set originally, and drop the note; None if there is none, or the API has something else ``now``."""
        if self.folder is None:
            return None
        file = self._file(type_name, identity)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            noted = json.loads(file.read_text())
            file.unlink(missing_ok=True)
            return noted["original"] if noted["now"] == now else None
        return None

    def drop(self, type_name: str, identity: str) -> None:
        """Drop a note: what was set originally has been given back, or is not to be."""
        self.take(type_name, identity, now=None)

    def _file(self, type_name: str, identity: str) -> Path:
        """Return where a note lies; ids may hold what file names may not."""
        import hashlib

        digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
        return (self.folder or Path()) / f"{type_name}-{digest}.json"
