"""Rules for the keys and values of maps. Each returns a sentence about what is wrong, or None. See `provider_shim.rules`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

METADATA_PAIRS, METADATA_KEY, METADATA_VALUE = 16, 64, 512
"""The API's limits for the number of pairs, the characters of a key and the characters of a value."""

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


def key_fault(key: str) -> str | None:
    """Return what is wrong with a key of metadata, or of another map with the same limit, or None."""
    if len(key) > METADATA_KEY:
        return f'The key "{key}" has {len(key)} characters; at most {METADATA_KEY} are allowed.'
    return None


def keys_fault(pairs: Mapping[str, Any]) -> str | None:
    """Return a sentence about the first key that is too long, or None."""
    return next(filter(None, map(key_fault, pairs)), None)


def metadata_fault(pairs: Mapping[str, Any]) -> str | None:
    """Return which of the API's limits for metadata (and for attributes of vector store files) is exceeded, or None."""
    if len(pairs) > METADATA_PAIRS:
        return f"At most {METADATA_PAIRS} pairs are allowed; {len(pairs)} are set."
    for key, value in pairs.items():
        if fault := key_fault(key):
            return fault
        if isinstance(value, str) and len(value) > METADATA_VALUE:
            return f'The value of "{key}" has {len(value)} characters; at most {METADATA_VALUE} are allowed.'
    return None


def header_fault(value: str) -> str | None:
    """Return what is wrong with the value of an HTTP header, or None."""
    if value.isascii() and value.isprintable():
        return None
    return "It contains characters that are not allowed in HTTP headers, such as a line break or a letter with an accent."


def headers_fault(headers: Mapping[str, Any]) -> str | None:
    """Return what is wrong with HTTP headers, or None. The values are secrets, so messages do not contain them."""
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name):
            return f'"{name}" is not a valid name of an HTTP header.'
        if isinstance(value, str) and header_fault(value):
            return (
                f'The value of "{name}" contains characters that are not allowed in HTTP headers.'
            )
    return None


def paths_fault(files: Mapping[str, Any]) -> str | None:
    """Return a sentence about the first key that is not a path within a folder, or None."""
    for path in files:
        parts = path.split("/")
        if "\\" in path or any(part in {"", ".", ".."} for part in parts):
            return (
                f'"{path}" is not a path within a folder. Separate names by single slashes, do not begin with a slash, and do not '
                'use "." or "..".'
            )
    return None


def object_fault(value: Any) -> str | None:
    """Return what is wrong with a value that must be a JSON object, or None."""
    if isinstance(value, Mapping):
        return None
    hint = ", not a JSON string. Use `jsondecode` to convert the string"
    return f"The value must be an object{hint if isinstance(value, str) else ''}."
