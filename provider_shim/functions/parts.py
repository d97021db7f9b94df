"""What ids are made of, for the functions that make them: text without what separates the parts."""

from __future__ import annotations

from typing import Any

from provider_shim.vocabulary.operations import FunctionError

SEPARATOR = "/"
"""What stands between the parts of an import id."""


def part(value: Any, argument: int) -> str:
    """Return a part of an id.

    Raises:
        FunctionError: it is empty, or has in it what separates parts.
    """
    if not isinstance(value, str) or not value:
        raise FunctionError("a part of an id cannot be empty", argument)
    if SEPARATOR in value:
        raise FunctionError(
            f'"{value}" is no single part of an id, since it has a "{SEPARATOR}" in it', argument
        )
    return value
