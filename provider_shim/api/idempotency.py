"""What lets the API know a request again: where it takes such a key, even a request that creates may be sent twice.

It must not know which requests take one.
"""

from __future__ import annotations

_HEADER = "Idempotency-Key"


def idempotency_key() -> dict[str, str]:
    """Return a header with a key that no other request has."""
    import uuid  # most launches create nothing that takes one

    return {_HEADER: str(uuid.uuid4())}
