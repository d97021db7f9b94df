"""Which state a run of Terraform works on, as far as a provider can know: the workspace, and where the state is kept.

One folder may serve many states, by workspaces or by ``terraform init -reconfigure``. It must not read any state.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from provider_shim.records import Record


class Scope(Record):
    """The state of a run: the name of its workspace, and what tells it from the states of other backends."""

    workspace: str = "default"
    backend: str = ""

    @property
    def key(self) -> str:
        """What two runs on the same state have in common, as it can stand in the name of a file."""
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
    """Return a digest of a backend's settings: so short that no setting could be guessed by it."""
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
