"""Escapes the strings of a program, so that Terraform does not interpret them as templates. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_OPENING = re.compile(r"([$%])\{")


def escaped(value: Any) -> Any:
    """Return JSON with all templates in strings escaped. Values that are not JSON are unchanged."""
    match value:
        case str():
            return _OPENING.sub(r"\1\1{", value)
        case Mapping():
            return {escaped(key): escaped(item) for key, item in value.items()}
        case list():
            return [escaped(item) for item in value]
        case _:
            return value
