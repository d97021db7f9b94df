"""Texts as Terraform reads them: what looks like one of its templates is escaped. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_OPENING = re.compile(r"([$%])\{")


def escaped(value: Any) -> Any:
    """Return JSON in whose texts Terraform finds no template; what is no JSON stays as it is."""
    match value:
        case str():
            return _OPENING.sub(r"\1\1{", value)
        case Mapping():
            return {escaped(key): escaped(item) for key, item in value.items()}
        case list():
            return [escaped(item) for item in value]
        case _:
            return value
