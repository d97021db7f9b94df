"""The attribute for a recording of a voice."""

from __future__ import annotations

from typing import Any

from provider_shim.patterns.enclosures import enclosure
from provider_shim.vocabulary.schema import Object

LARGEST = 10 * 1024 * 1024
"""The largest recording, in bytes."""


def recording(what: str, **flags: Any) -> Object:
    """Return the attribute for a recording. ``what`` is the beginning of its documentation."""
    return enclosure(
        "recording",
        f"{what}, of at most 10 MiB: `mp3`, `wav`, `ogg`, `aac`, `flac`, `webm` or `mp4`.",
        **flags,
    )
