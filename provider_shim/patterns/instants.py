"""Points in time, in seconds since 1970 as the API has them, and as text as Terraform writes them. It must not ask a clock.

Terraform's functions make and read RFC 3339 only, and cannot turn one into the other.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from provider_shim.schema import AnyOf, Dynamic, Integer, String
from provider_shim.values import plain

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_RFC_3339 = re.compile(rf"{_DATE.pattern}[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")

FORMS = (
    "in seconds since 1970 (Unix time), as an RFC 3339 text such as Terraform's time functions return, or as a date "
    "such as `2026-11-01` for its beginning in UTC"
)
"""How an instant may be written, for documentation."""


def instant(doc: str, **flags: Any) -> Dynamic:
    """Return an argument that is a point in time."""
    return Dynamic(AnyOf((String(), Integer(minimum=0))), check=instant_fault, doc=doc, **flags)


def unix_seconds(value: Any) -> int:
    """Return an instant in seconds since 1970, rounded down.

    Raises:
        ValueError: a text is no time; the message says what one looks like.
    """
    value = plain(value)
    if isinstance(value, int | float | Decimal):
        return int(value)
    text = f"{value}T00:00:00Z" if _DATE.fullmatch(value) else value
    try:
        if _RFC_3339.fullmatch(text):
            return int(datetime.fromisoformat(text.upper()).timestamp() // 1)
    except ValueError:  # a 32nd of January
        pass
    raise ValueError(
        f'"{value}" is no point in time: write seconds since 1970, an RFC 3339 text such as "2026-11-01T00:00:00Z", '
        'or a date such as "2026-11-01".'
    )


def instant_fault(value: Any) -> str | None:
    """Return what is wrong with an instant, or None."""
    try:
        unix_seconds(value)
    except ValueError as fault:
        return str(fault)
    return None


def rfc3339(seconds: int) -> str:
    """Return an instant as Terraform's functions take it, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
