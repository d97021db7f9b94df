"""The arguments for the audio input and output of a realtime session."""

from __future__ import annotations

from provider_shim.patterns.attributes import string_or
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import (
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    String,
)

_FORMAT = Object(
    {
        "type": String(
            optional=True,
            enum=("audio/pcm", "audio/pcmu", "audio/pcma"),
            doc="The format: `audio/pcm`, `audio/pcmu` (G.711 µ-law) or `audio/pcma` (G.711 A-law).",
        ),
        "rate": Integer(
            optional=True,
            doc="The sample rate of `audio/pcm` in Hz. The API supports only 24000.",
        ),
    },
    optional=True,
    doc="The format of the audio.",
)


def noise_reduction() -> Object:
    """Return the ``noise_reduction`` attribute."""
    return Object(
        {
            "type": String(
                required=True,
                enum=("near_field", "far_field"),
                doc="The kind of microphone: `near_field` (such as headphones) or `far_field` (such as in a laptop).",
            ),
            "strength": Float(
                optional=True,
                doc="The strength of the noise reduction. A higher value suppresses more noise. Defaults to 1.",
            ),
        },
        optional=True,
        doc="The noise reduction of the input. If you do not set this, there is no noise reduction.",
    )


_TRANSCRIPTION = Object(
    {
        "model": model_name(
            optional=True,
            doc="The id of the model that transcribes the input, such as `gpt-live-transcribe` or `gpt-realtime-whisper`.",
        ),
        "language": String(
            optional=True, doc="The language of the input as an ISO 639-1 code, such as `en`."
        ),
        "languages": ListOf(
            String(),
            optional=True,
            min_items=1,
            doc="The possible languages of the input as ISO 639-1 codes, for `gpt-transcribe` and `gpt-live-transcribe`.",
        ),
        "keywords": ListOf(
            String(),
            optional=True,
            doc="Words and phrases that may occur in the input, for `gpt-transcribe` and `gpt-live-transcribe`.",
        ),
        "prompt": String(
            optional=True,
            doc="A text that guides the style of the transcript.",
        ),
        "delay": String(
            optional=True,
            enum=("minimal", "low", "medium", "high", "xhigh"),
            doc="The delay before text is written, for `gpt-realtime-whisper`: `minimal`, `low`, `medium`, `high` or `xhigh`. "
            "A longer delay causes fewer errors.",
        ),
    },
    optional=True,
    doc="The transcription of the input. If you do not set this, the input is not transcribed.",
)


BY_HAND = "none"
"""The value for disabled turn detection. The API has null for it, which Terraform cannot distinguish from an unset argument."""


_TURN_DETECTION = Object(
    {
        "type": String(
            required=True,
            enum=("server_vad", "semantic_vad", BY_HAND),
            doc="How the end of a turn is detected: `server_vad` (by silence), `semantic_vad` (by the meaning of the speech) "
            "or `none` (the client decides).",
        ),
        "create_response": Bool(
            optional=True, doc="Whether the model responds when a turn ends. Defaults to `true`."
        ),
        "interrupt_response": Bool(
            optional=True,
            doc="Whether new speech interrupts a response of the model. Defaults to `true`.",
        ),
        "eagerness": String(
            optional=True,
            enum=("low", "medium", "high", "auto"),
            doc="How soon `semantic_vad` ends a turn: `low`, `medium`, `high` or `auto`. Defaults to `auto`.",
        ),
        "threshold": Float(
            optional=True,
            minimum=0.0,
            maximum=1.0,
            doc="The loudness above which `server_vad` detects speech, from 0 to 1. Defaults to 0.5.",
        ),
        "prefix_padding_ms": Integer(
            optional=True,
            doc="The audio before the speech that `server_vad` includes, in milliseconds. Defaults to 300.",
        ),
        "silence_duration_ms": Integer(
            optional=True,
            doc="The silence after which `server_vad` ends a turn, in milliseconds. Defaults to 500.",
        ),
        "idle_timeout_ms": Integer(
            optional=True,
            minimum=5000,
            maximum=30_000,
            doc="The silence after which the model responds without new input, for `server_vad`, in milliseconds, from 5000 "
            "to 30000. If you do not set this, the model never does that.",
        ),
    },
    optional=True,
    doc='The detection of the end of a turn. If you do not set this, the API decides. To disable it, set `{ type = "none" }`.',
)


AUDIO = Object(
    {
        "input": Object(
            {
                "format": _FORMAT,
                "noise_reduction": noise_reduction(),
                "transcription": _TRANSCRIPTION,
                "turn_detection": _TURN_DETECTION,
            },
            optional=True,
            doc="The settings of the audio input.",
        ),
        "output": Object(
            {
                "format": _FORMAT,
                "speed": Float(
                    optional=True,
                    minimum=0.25,
                    maximum=1.5,
                    doc="The speed of the speech, from 0.25 to 1.5. Defaults to 1.",
                ),
                "voice": Dynamic(
                    string_or(
                        Object({"id": String(required=True, doc="The id of a custom voice.")})
                    ),
                    optional=True,
                    doc="The name of a voice, such as `marin` or `cedar`, or an object with the `id` of a custom voice "
                    "(`openai_voice`).",
                ),
            },
            optional=True,
            doc="The settings of the audio output. Not for sessions of the type `transcription`.",
        ),
    },
    optional=True,
    doc="The audio input and output of the session.",
)
