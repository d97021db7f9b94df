"""Times in seconds since 1970, which the API uses, and as text, which Terraform uses. See `provider_shim.rules`."""

from __future__ import annotations

import re
from typing import Any

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_RFC_3339 = re.compile(rf"{_DATE.pattern}[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def seconds_of(value: Any) -> int:
    """Return a time in seconds since 1970, rounded down.

    Raises:
        ValueError: the text is not a time. The message explains the allowed forms.
    """
    from datetime import datetime

    if not isinstance(value, str):
        return int(value)
    text = f"{value}T00:00:00Z" if _DATE.fullmatch(value) else value
    try:
        if _RFC_3339.fullmatch(text):
            return int(datetime.fromisoformat(text.upper()).timestamp() // 1)
    except ValueError:  # for example, January 32
        pass
    raise ValueError(
        f'"{value}" is not a time. Use seconds since 1970, RFC 3339 text such as "2026-11-01T00:00:00Z", or a date such as '
        '"2026-11-01".'
    )


def timestamp_fault(value: Any) -> str | None:
    """Return what is wrong with a time, or None."""
    try:
        seconds_of(value)
    except ValueError as fault:
        return str(fault)
    return None
