"""Voices made from a description: OpenAI's package knows them, and a published document does not describe them yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import FILE, NUMBER, TEXT, Raw, deleting, one, or_null, record

PATHS: Mapping[str, Mapping[str, Any]] = {
    "/audio/voices/{voice_id}": {"delete": deleting("audio.voice")},
}
"""Operations by path and method, as in a document."""

_OPTIONS = {"model": TEXT, "script_hint": TEXT}

FORMS: Mapping[str, tuple[Raw, ...]] = {
    "CreateVoiceRequest": (
        record({"type": one("audio_sample"), "name": TEXT, "audio_sample": FILE, "consent": TEXT}),
        record({"type": one("prompt"), "name": TEXT, "prompt": TEXT, **_OPTIONS}, _OPTIONS),
    ),
    "VoiceResource": (
        record(
            {
                "object": one("audio.voice"),
                "id": TEXT,
                "name": TEXT,
                "created_at": NUMBER,
                "type": one("audio_sample", "prompt"),
                "prompt": or_null(TEXT),
            },
            ["prompt"],
        ),
    ),
}
"""Other forms of the document's own components, by the component's name."""
