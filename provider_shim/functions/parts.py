"""The parts of ids, for the functions that build ids."""

from __future__ import annotations

from typing import Any

from provider_shim.vocabulary.operations import FunctionError

SEPARATOR = "/"
"""The separator between the parts of an import id."""


def part(value: Any, argument: int) -> str:
    """Return a part of an id.

    Raises:
        FunctionError: the part is empty or contains the separator.
    """
    if not isinstance(value, str) or not value:
        raise FunctionError("a part of an id cannot be empty", argument)
    if SEPARATOR in value:
        raise FunctionError(
            f'"{value}" is not a single part of an id, because it contains "{SEPARATOR}"', argument
        )
    return value
