"""Brings a template into a form that is the same on all machines, for snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def normalized(code: Mapping[str, Any]) -> dict[str, Any]:
    """Return a template without what differs between machines and releases: metadata, versions, and absolute paths."""
    found: dict[str, Any] = _portable(code, str(Path.cwd()))
    settings = found.get("terraform", {})
    for backend in settings.get("backend", {}).values():
        if isinstance(backend.get("path"), str):
            backend["path"] = Path(backend["path"]).name
    if "openai" in (providers := settings.get("required_providers", {})):
        providers["openai"].pop("version", None)
    return found


def _portable(value: Any, folder: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _portable(item, folder) for key, item in value.items() if key != "//"}
    if isinstance(value, list):
        return [_portable(item, folder) for item in value]
    if isinstance(value, str) and folder != "/":
        return value.replace(f"{folder}/", "")
    return value
