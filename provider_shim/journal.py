"""A note of each object that the API has made and Terraform does not know of yet: what a kill would lose.

A create is noted as soon as the API gives an id, and the note is dropped when the provider hands the object to Terraform.
What is left over is from a run that was killed in between; the next run tells the user. Notes lie in Terraform's own
data folder; without one, nothing is noted. It must not hold anything but types and ids.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from provider_shim.diagnostics import Diagnostic, warning
from provider_shim.records import Record, positional


def default_folder() -> Path | None:
    """Return the folder for notes, inside of Terraform's data folder, or None where there is none."""
    data = Path(os.environ.get("TF_DATA_DIR") or ".terraform")
    return data / "openai-cdktf" / "created" if data.is_dir() else None


class Journal(Record):
    """Notes in a folder (None: nowhere)."""

    folder: Path | None = positional(kw_only=False)

    def note(self, type_name: str, identity: str) -> None:
        """Note that an object exists. That this fails is no reason to fail the create."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            _file(self.folder, type_name, identity).write_text(
                json.dumps({"type": type_name, "id": identity, "process": os.getpid()})
            )

    def drop(self, type_name: str, identity: str) -> None:
        """Drop a note: Terraform knows the object now."""
        if self.folder is not None:
            with contextlib.suppress(OSError):
                _file(self.folder, type_name, identity).unlink(missing_ok=True)

    def left_over(self) -> list[Diagnostic]:
        """Return a warning for each object that an earlier run made and lost."""
        found = []
        for file in sorted(self.folder.glob("*.json")) if self.folder is not None else []:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                told = json.loads(file.read_text())
                if not _runs(int(told["process"])):
                    found.append(
                        warning(
                            "Object from an interrupted run",
                            f'A run of Terraform was killed after it had created {told["type"]} "{told["id"]}", and before it '
                            f"could store that. Import it (terraform import {told['type']}.<name> {told['id']}) or delete it at "
                            f"OpenAI; then delete {file}.",
                        )
                    )
        return found


def _file(folder: Path, type_name: str, identity: str) -> Path:
    """Return where the note of an object lies; ids may hold what file names may not."""
    import hashlib

    return folder / f"{type_name}-{hashlib.sha256(identity.encode()).hexdigest()[:16]}.json"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid() and not _has_ended(process)


def _has_ended(process: int) -> bool:
    """Tell whether a process is listed although it has ended, until its parent asks: in many containers nobody ever does."""
    try:
        told = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:  # not Linux
        return False
    return told.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])
