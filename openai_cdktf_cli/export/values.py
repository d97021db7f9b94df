"""Walks over the values of arguments. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

TEXTS = ("metadata", "name", "description", "instructions", "content", "attributes")
"""Arguments with free text. An id in them is not a reference."""


def texts_in(value: Any) -> Iterator[str]:
    """Yield the strings in a value that can be ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name not in TEXTS:
                yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
