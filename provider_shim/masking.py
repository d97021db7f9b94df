"""What must not be shown: keys in texts, and the fields of JSON that may hold secrets. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_SECRET_FIELDS = frozenset(
    {
        "api_key",
        "authorization",
        "client_secret",
        "headers",
        "key",
        "password",
        "secret",
        "signing_secret",
        "token",
        "value",
    }
)

_SHORTEST = 4
"""Characters: what is shorter is no secret, and replacing it would garble texts."""


def masked(value: Any) -> Any:
    """Return JSON with the values of fields that may hold secrets replaced, for the log."""
    match value:
        case Mapping():
            return {
                key: "(masked)" if str(key).lower() in _SECRET_FIELDS else masked(item)
                for key, item in value.items()
            }
        case list():
            return [masked(item) for item in value]
        case _:
            return value


def without_secrets(text: str, secrets: Iterable[str | None]) -> str:
    """Return the text without the secrets, and without anything that looks like an OpenAI key."""
    for secret in secrets:
        if secret and len(secret) >= _SHORTEST:
            text = text.replace(secret, "(key)")
    return re.sub(r"sk-[A-Za-z0-9_*-]{8,}", "(key)", text)
