"""The state of a run of Terraform, as far as a provider can know it: the workspace, and the settings of the backend.

One folder can be used for many states, with workspaces or with ``terraform init -reconfigure``. This module does not read a state.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from provider_shim.records import Record


class Scope(Record):
    """The state of a run: the name of its workspace, and a digest of the backend's settings."""

    workspace: str = "default"
    backend: str = ""

    @property
    def key(self) -> str:
        """A text that is the same for all runs on the same state, and that a file name can contain."""
        import hashlib

        return hashlib.sha256(f"{self.workspace}\n{self.backend}".encode()).hexdigest()[:12]


def data_folder() -> Path:
    """Return Terraform's data folder, whether it exists or not."""
    return Path(os.environ.get("TF_DATA_DIR") or ".terraform").absolute()


def current(data: Path) -> Scope:
    """Return the scope of a run that uses a data folder."""
    workspace = os.environ.get("TF_WORKSPACE") or _text(data / "environment").strip() or "default"
    return Scope(workspace=workspace, backend=_backend(_text(data / "terraform.tfstate")))


def _backend(text: str) -> str:
    """Return a digest of a backend's settings. It is so short that nobody can guess a setting from it."""
    try:
        backend = json.loads(text)["backend"]
    except (ValueError, KeyError, TypeError):
        return ""
    import hashlib

    return hashlib.sha256(json.dumps(backend, sort_keys=True).encode()).hexdigest()[:6]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
