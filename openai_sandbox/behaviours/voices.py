"""Custom voices and the consents for them. A voice from a recording needs a consent."""

from __future__ import annotations

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid

CONSENTS = "/audio/voice_consents"
_MAX_BYTES = 10 * 1024 * 1024
_MEDIA_TYPES = {
    f"audio/{name}" for name in ("mpeg", "wav", "x-wav", "ogg", "aac", "flac", "webm", "mp4")
}


def create_consent(call: Call) -> Answer:
    """Create a consent."""
    _check(call, "recording")
    return Answer(body=crud.create(call).wire)


def create(call: Call) -> Answer:
    """Create a voice from a description, or from a recording with the consent of its speaker."""
    if call.body.get("type") == "prompt":
        for name in ("prompt", "script_hint"):
            if not call.body.get(name, "any").strip():
                raise invalid(f"'{name}' must not be blank.", name)
        source = {name: call.body[name] for name in ("type", "prompt")}
        return Answer(body={**crud.create(call, collection="/audio/voices").wire, **source})
    _check(call, "audio_sample")
    consent = call.body["consent"]
    if crud.find(call, CONSENTS, consent) is None:
        raise crud.missing(f"{CONSENTS}/{consent}")
    return Answer(body=crud.create(call, collection="/audio/voices").wire)


def _check(call: Call, name: str) -> None:
    upload = call.upload(name)
    if upload.media_type not in _MEDIA_TYPES:
        raise invalid(f"Unsupported media type of '{name}': {upload.media_type}.", name)
    if upload.size > _MAX_BYTES:
        raise invalid(f"'{name}' has {upload.size} bytes; at most {_MAX_BYTES} are allowed.", name)


HANDLERS = {
    "POST /audio/voice_consents": create_consent,
    "POST /audio/voices": create,
}
