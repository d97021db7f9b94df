"""Points in time, in seconds since 1970 as the API has them, and as text as Terraform writes them. It must not ask a clock.

Terraform's functions make and read RFC 3339 only, and cannot turn one into the other.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from provider_shim.rules.timestamps import seconds_of, timestamp_fault
from provider_shim.vocabulary.schema import AnyOf, Dynamic, Integer, String
from provider_shim.vocabulary.values import plain

FORMS = (
    "in seconds since 1970 (Unix time), as an RFC 3339 text such as Terraform's time functions return, or as a date "
    "such as `2026-11-01` for its beginning in UTC"
)
"""How an instant may be written, for documentation."""


def timestamp(doc: str, **flags: Any) -> Dynamic:
    """Return an argument that is a point in time."""
    return Dynamic(AnyOf((String(), Integer(minimum=0))), check=timestamp_fault, doc=doc, **flags)


def unix_seconds(value: Any) -> int:
    """Return an instant in seconds since 1970, rounded down.

    Raises:
        ValueError: a text is no time; the message says what one looks like.
    """
    return seconds_of(plain(value))


def rfc3339(seconds: int) -> str:
    """Return an instant as Terraform's functions take it, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
