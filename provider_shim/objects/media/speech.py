"""Requests for speech and their answers: the common part of the resource and the ephemeral resource."""

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
        doc=f"The text to speak, of at most {LONGEST_TEXT} characters.",
    ),
    "model": model_name(
        required=True, doc="The id of the model, such as `gpt-4o-mini-tts` or `tts-1`."
    ),
    "voice": Dynamic(
        string_or(Object({"id": String(required=True, doc="The id of a custom voice.")})),
        required=True,
        doc="The name of a voice, such as `marin`, `cedar` or `alloy`, or an object with the `id` of an `openai_voice`.",
    ),
    "instructions": String(
        optional=True,
        max_length=LONGEST_TEXT,
        doc=f"Instructions for the style of the speech, of at most {LONGEST_TEXT} characters. Not for `tts-1` and `tts-1-hd`.",
    ),
    "response_format": String(
        optional=True,
        enum=("mp3", "opus", "aac", "flac", "wav", "pcm"),
        doc="The format of the recording: `mp3`, `opus`, `aac`, `flac`, `wav` or `pcm`. Defaults to `mp3`.",
    ),
    "speed": Float(
        optional=True,
        minimum=0.25,
        maximum=4.0,
        doc="The speed of the speech, from 0.25 to 4. Defaults to 1.",
    ),
}
"""The arguments of the request. They do not include ``stream_format``, because Terraform waits for the complete recording."""

MEASURES: dict[str, Attribute] = {
    "content_sha256": String(
        computed=True, doc="The SHA-256 of the recording, in hexadecimal digits."
    ),
    "bytes": Integer(computed=True, doc="The size of the recording in bytes."),
}
"""The attributes about the recording."""

CONTENT: dict[str, Attribute] = {
    "content_base64": String(computed=True, doc="The recording as base64.")
}
"""The attribute with the recording."""


class SpeechRequest(OneShotRequest):
    """The request to speak a text."""

    type_name = "openai_text_to_speech"
    endpoint: ClassVar[Rest] = Rest(
        "/audio/speech", update=None, headers={"Accept": "application/octet-stream"}
    )

    def answers_json(self, values: Values) -> bool:  # noqa: ARG002 - never
        """Return false: the answer is a recording, not JSON."""
        return False

    def packed(self, content: bytes) -> Json:
        """Return the recording with its size and digest.

        Raises:
            ProviderError: the answer is empty.
        """
        if not content:
            raise ProviderError(
                "No recording",
                "The provider requested speech, but the answer of the server is empty. Check that `model` is a model for "
                "speech.",
            )
        return {
            "content_base64": base64.b64encode(content).decode(),
            "content_sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
