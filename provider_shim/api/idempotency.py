"""Idempotency keys, by which the API recognizes a repeated request. With such a key, even a create can be sent twice."""

from __future__ import annotations

import re

TAKEN_BY = ("/agents/environments", "/agents/sessions/{}/events")
"""The paths whose POST accepts a key, without the names of their parameters. OpenAI documents no others."""

_HEADER = "Idempotency-Key"
_PARAMETER = re.compile(r"\{\w+\}")


def idempotency_key(method: str, template: str) -> dict[str, str]:
    """Return a header with a unique key, or no header if the API does not support it for the path.

    Args:
        method: the HTTP method.
        template: the path with names in place of ids.
    """
    if method != "POST" or _PARAMETER.sub("{}", template) not in TAKEN_BY:
        return {}
    import uuid  # most runs do not need it

    return {_HEADER: str(uuid.uuid4())}
