"""Sessions of the Realtime API, and client secrets for them. The sandbox does not store them."""

from __future__ import annotations

from typing import Any

from openai_sandbox import rendering
from openai_sandbox.calls import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.synthesis import build

_LIFETIME = 600
_SESSION_SECONDS = 3600
_FORMAT = {"type": "audio/pcm", "rate": 24_000}
_DEFAULTS: dict[str, Any] = {
    "output_modalities": ["audio"],
    "instructions": "",
    "tools": [],
    "tool_choice": "auto",
    "max_output_tokens": "inf",
    "audio": {
        # The sandbox does not detect speech, so the client must commit its audio.
        "input": {"format": _FORMAT, "turn_detection": None},
        "output": {"format": _FORMAT, "voice": "marin", "speed": 1},
    },
}
_OBJECTS = {
    "realtime": "realtime.session",
    "transcription": "realtime.transcription_session",
    "translation": "realtime.translation_session",
}


def session(call: Call, model: str) -> dict[str, Any]:
    """Return the session of a new connection."""
    known = {
        "type": "realtime",
        "id": new_id("sess_"),
        "object": _OBJECTS["realtime"],
        "model": model,
        "expires_at": call.now + _SESSION_SECONDS,
    }
    return {**known, **_DEFAULTS}


def create(call: Call) -> Answer:
    """Create a secret for a conversation or a transcription."""
    return _answer(call, "realtime")


def create_translation(call: Call) -> Answer:
    """Create a secret for a translated conversation."""
    return _answer(call, "translation")


def _answer(call: Call, kind: str) -> Answer:
    arguments: dict[str, Any] = rendering.plain(call.body)
    expires_at = call.now + (arguments.get("expires_after") or {}).get("seconds", _LIFETIME)
    session = {"type": kind, **(arguments.get("session") or {})}
    known = {
        **session,
        "id": new_id("sess_"),
        "object": _OBJECTS[session["type"]],
        "expires_at": expires_at,
    }
    facts = {"value": new_id("ek_"), "expires_at": expires_at, "session": known}
    return Answer(body=build(call.operation.answer, facts))


HANDLERS = {
    "POST /realtime/client_secrets": create,
    "POST /realtime/translations/client_secrets": create_translation,
}
