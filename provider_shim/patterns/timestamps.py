"""Times in seconds since 1970, which the API uses, and as RFC 3339 text, which Terraform's functions use.

Terraform's functions cannot convert between the two.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from provider_shim.rules.timestamps import seconds_of, timestamp_fault
from provider_shim.vocabulary.schema import AnyOf, Dynamic, Integer, String
from provider_shim.vocabulary.values import plain

FORMS = (
    "in seconds since 1970 (Unix time), as RFC 3339 text such as `2026-11-01T00:00:00Z`, which Terraform's time functions return, "
    "or as a date such as `2026-11-01`, which means its beginning in UTC"
)
"""The allowed forms of a time, for documentation."""


def timestamp(doc: str, **flags: Any) -> Dynamic:
    """Return an argument that is a time."""
    return Dynamic(AnyOf((String(), Integer(minimum=0))), check=timestamp_fault, doc=doc, **flags)


def unix_seconds(value: Any) -> int:
    """Return a time in seconds since 1970, rounded down.

    Raises:
        ValueError: the text is not a time. The message explains the allowed forms.
    """
    return seconds_of(plain(value))


def rfc3339(seconds: int) -> str:
    """Return a time as RFC 3339 text in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
