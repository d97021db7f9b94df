"""What the provider remembers of an object beside its state: Terraform keeps it, and shows it to nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.rest import Json

UNREAD = "unread"
ADOPTED = {"imported": True, UNREAD: True}
"""What is remembered of an object that comes from an import or from another provider, until it is read and applied."""


def unpack(private: bytes) -> Json:
    """Return what was remembered."""
    return dict(json.loads(private)) if private else {}


def pack(private: Mapping[str, Any]) -> bytes:
    """Return what Terraform keeps: what is empty is left out."""
    kept = {name: value for name, value in private.items() if value not in (None, {}, [])}
    return json.dumps(kept).encode() if kept else b""
