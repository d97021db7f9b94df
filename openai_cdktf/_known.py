"""Finds the parts of a value that are known when the program runs. Only Terraform knows the values of tokens."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from openai_cdktf._kinds import NUMBER_TOKEN
from openai_cdktf._references import NumberReference


class _Null(Enum):  # copies and pickles of a struct keep the same member
    NULL = None


class _Unknown(Enum):
    UNKNOWN = None


NULL: Final = _Null.NULL
"""A placeholder for null inside free JSON, until the construct replaces it with the CDK's token."""

UNKNOWN: Final = _Unknown.UNKNOWN
"""A placeholder for a value that is not known."""


def is_token(value: Any) -> bool:
    """Return whether a value in the CDK's form is a token. Its parts can be tokens even if it is not."""
    if isinstance(value, str):
        return str.__contains__(value, "${")  # works for a reference to a string, too
    if isinstance(value, bool | int | Enum) or value is None:
        return False
    if isinstance(value, float):
        return isinstance(value, NumberReference) or value < NUMBER_TOKEN
    if isinstance(value, list):
        return len(value) == 1 and is_mark(value[0], "#{")
    if isinstance(value, dict):
        return len(value) == 1 and is_mark(next(iter(value)), "&{")
    return hasattr(value, "__jsii_ref__") or hasattr(value, "creation_stack")


def is_mark(value: Any, opening: str) -> bool:
    """Return whether a value is the string with which the CDK marks the token of a list or map."""
    return isinstance(value, str) and str.startswith(value, f"{opening}TfToken[")


def plain(value: Any) -> Any:
    """Return a value in the CDK's form as plain JSON, or UNKNOWN if a part of it is not known."""
    if is_token(value):
        return UNKNOWN
    if value is NULL:
        return None
    if isinstance(value, list):
        items = [plain(item) for item in value]
        return UNKNOWN if any(item is UNKNOWN for item in items) else items
    if isinstance(value, dict):
        entries = {key: plain(item) for key, item in value.items()}
        return UNKNOWN if any(item is UNKNOWN for item in entries.values()) else entries
    if isinstance(value, float) and value.is_integer():
        return int(value)  # Terraform has one kind of number
    return value
