"""What is asked for when a text is spoken: what the resource and the ephemeral resource share.

It must not know which of them uses it.
"""

from __future__ import annotations

import base64
import hashlib
from typing import ClassVar

from provider_shim.engine.call import Values
from provider_shim.patterns.attributes import string_or
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import OneShotRequest
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Attribute, Dynamic, Float, Integer, Object, String

LONGEST_TEXT = 4096

ARGUMENTS: dict[str, Attribute] = {
    "input": String(
        required=True,
        max_length=LONGEST_TEXT,
        doc=f"What to say, in at most {LONGEST_TEXT} characters.",
    ),
    "model": model_name(
        required=True, doc="The id of the model, such as `gpt-4o-mini-tts` or `tts-1`."
    ),
    "voice": Dynamic(
        string_or(Object({"id": String(required=True, doc="The id of a voice of your own.")})),
        required=True,
        doc="The name of a voice, such as `marin`, `cedar` or `alloy`, or an object with the `id` of an `openai_voice`.",
    ),
    "instructions": String(
        optional=True,
        max_length=LONGEST_TEXT,
        doc=f"How to say it, in at most {LONGEST_TEXT} characters; not for `tts-1` and `tts-1-hd`.",
    ),
    "response_format": String(
        optional=True,
        enum=("mp3", "opus", "aac", "flac", "wav", "pcm"),
        doc="The format: `mp3`, which is the default, `opus`, `aac`, `flac`, `wav` or `pcm`.",
    ),
    "speed": Float(
        optional=True,
        minimum=0.25,
        maximum=4.0,
        doc="How fast to speak, from 0.25 to 4. Defaults to 1.",
    ),
}
"""What may be asked. Not here: ``stream_format``, since Terraform waits for the whole recording."""

MEASURES: dict[str, Attribute] = {
    "content_sha256": String(
        computed=True, doc="The SHA-256 of the recording, in hexadecimal digits."
    ),
    "bytes": Integer(computed=True, doc="The size of the recording in bytes."),
}
"""What is told of the recording."""

CONTENT: dict[str, Attribute] = {
    "content_base64": String(computed=True, doc="The recording as base64.")
}
"""The recording."""


class SpeechRequest(OneShotRequest):
    """A text, spoken."""

    type_name = "openai_text_to_speech"
    endpoint: ClassVar[Rest] = Rest(
        "/audio/speech", update=None, headers={"Accept": "application/octet-stream"}
    )

    def answers_json(self, values: Values) -> bool:  # noqa: ARG002 - never
        """The answer is a recording."""
        return False

    def packed(self, content: bytes) -> Json:
        """Return the recording with its size and digest.

        Raises:
            ProviderError: it is empty.
        """
        if not content:
            raise ProviderError(
                "No recording",
                "The provider asked for speech, and the server answered with nothing: is it a model that speaks?",
            )
        return {
            "content_base64": base64.b64encode(content).decode(),
            "content_sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
