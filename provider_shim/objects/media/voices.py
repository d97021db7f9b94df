"""Recordings of voices: what the API takes of them, wherever one is sent. It must not know any particular object."""

from __future__ import annotations

from typing import Any

from provider_shim.patterns.enclosures import enclosure
from provider_shim.vocabulary.schema import Object

LARGEST = 10 * 1024 * 1024
"""Bytes of a recording."""


def recording(what: str, **flags: Any) -> Object:
    """Return the attribute for a recording; ``what`` is a clause that says what it is of."""
    return enclosure(
        "recording",
        f"{what}, of at most 10 MiB: `mp3`, `wav`, `ogg`, `aac`, `flac`, `webm` or `mp4`.",
        **flags,
    )
