"""What names and values of maps may be. Each rule returns a sentence on what is wrong, or None. See `provider_shim.rules`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

METADATA_PAIRS, METADATA_KEY, METADATA_VALUE = 16, 64, 512
"""The API's limits: pairs, characters of a key, characters of a value."""

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


def key_fault(key: str) -> str | None:
    """Return what is wrong with a key of metadata, or of another map with the same limit."""
    if len(key) > METADATA_KEY:
        return f'The key "{key}" has {len(key)} characters; at most {METADATA_KEY} are allowed.'
    return None


def keys_fault(pairs: Mapping[str, Any]) -> str | None:
    """Return which key is too long."""
    return next(filter(None, map(key_fault, pairs)), None)


def metadata_fault(pairs: Mapping[str, Any]) -> str | None:
    """Return which of the API's limits of metadata (and of vector store file attributes) is exceeded."""
    if len(pairs) > METADATA_PAIRS:
        return f"At most {METADATA_PAIRS} pairs are allowed; {len(pairs)} are set."
    for key, value in pairs.items():
        if fault := key_fault(key):
            return fault
        if isinstance(value, str) and len(value) > METADATA_VALUE:
            return f'The value of "{key}" has {len(value)} characters; at most {METADATA_VALUE} are allowed.'
    return None


def headers_fault(headers: Mapping[str, Any]) -> str | None:
    """Return what is wrong with HTTP headers; the values are secrets and not shown."""
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name):
            return f'"{name}" is no name of an HTTP header.'
        if isinstance(value, str) and not (value.isascii() and value.isprintable()):
            return f'The value of "{name}" holds characters that HTTP headers cannot hold.'
    return None


def paths_fault(files: Mapping[str, Any]) -> str | None:
    """Return which key is no path within a folder."""
    for path in files:
        parts = path.split("/")
        if "\\" in path or any(part in {"", ".", ".."} for part in parts):
            return f'"{path}" is no path within a folder: separate names by single slashes, and do not begin with one.'
    return None


def object_fault(value: Any) -> str | None:
    """Return what is wrong with a value that must be a JSON object."""
    if isinstance(value, Mapping):
        return None
    hint = ": write a value, not a JSON string (`jsondecode` makes one of it)"
    return f"Here an object is needed{hint if isinstance(value, str) else ''}."
