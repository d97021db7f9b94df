"""How a realtime session hears and speaks. It must not know who begins the session."""

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
            doc="The samples per second of `audio/pcm`: 24000 is the only one that the API knows.",
        ),
    },
    optional=True,
    doc="The format of the audio.",
)


def noise_reduction() -> Object:
    """Return what filters noise out of the input."""
    return Object(
        {
            "type": String(
                required=True,
                enum=("near_field", "far_field"),
                doc="The kind of microphone: `near_field` such as headphones, or `far_field` such as that of a laptop.",
            ),
            "strength": Float(
                optional=True,
                doc="How much to suppress: more with higher values. Defaults to 1.",
            ),
        },
        optional=True,
        doc="How noise is filtered out of the input. Left out, it is not.",
    )


_TRANSCRIPTION = Object(
    {
        "model": model_name(
            optional=True,
            doc="The model that transcribes, such as `gpt-live-transcribe` or `gpt-realtime-whisper`.",
        ),
        "language": String(
            optional=True, doc="The language of the input by ISO 639-1, such as `en`."
        ),
        "languages": ListOf(
            String(),
            optional=True,
            min_items=1,
            doc="The languages that may be spoken, by ISO 639-1, for `gpt-transcribe` and `gpt-live-transcribe`.",
        ),
        "keywords": ListOf(
            String(),
            optional=True,
            doc="Words and phrases to expect, for `gpt-transcribe` and `gpt-live-transcribe`.",
        ),
        "prompt": String(
            optional=True,
            doc="A text that guides the style.",
        ),
        "delay": String(
            optional=True,
            enum=("minimal", "low", "medium", "high", "xhigh"),
            doc="How long to wait before text is written, for `gpt-realtime-whisper`: a longer wait makes fewer mistakes.",
        ),
    },
    optional=True,
    doc="How the input is transcribed. Left out, it is not.",
)


BY_HAND = "none"
"""The kind of turn detection that the API writes as null: Terraform cannot tell null from what is left out."""


_TURN_DETECTION = Object(
    {
        "type": String(
            required=True,
            enum=("server_vad", "semantic_vad", BY_HAND),
            doc="`server_vad` (by silence), `semantic_vad` (by what is said) or `none` (the client says when).",
        ),
        "create_response": Bool(
            optional=True, doc="Whether the model answers when a turn ends. Defaults to `true`."
        ),
        "interrupt_response": Bool(
            optional=True,
            doc="Whether an answer is interrupted when somebody begins to speak. Defaults to `true`.",
        ),
        "eagerness": String(
            optional=True,
            enum=("low", "medium", "high", "auto"),
            doc="How soon `semantic_vad` takes a turn for ended: `low`, `medium`, `high` or `auto`, which is the default.",
        ),
        "threshold": Float(
            optional=True,
            minimum=0.0,
            maximum=1.0,
            doc="How loud speech must be for `server_vad`, from 0 to 1. Defaults to 0.5.",
        ),
        "prefix_padding_ms": Integer(
            optional=True,
            doc="How much audio before the speech `server_vad` keeps, in milliseconds. Defaults to 300.",
        ),
        "silence_duration_ms": Integer(
            optional=True,
            doc="The silence that ends a turn for `server_vad`, in milliseconds. Defaults to 500.",
        ),
        "idle_timeout_ms": Integer(
            optional=True,
            minimum=5000,
            maximum=30_000,
            doc="After how long a silence the model answers unasked with `server_vad`, in milliseconds, from 5000 to 30000. "
            "Left out, never.",
        ),
    },
    optional=True,
    doc='How the end of a turn is noticed. Left out, the API decides; `{ type = "none" }` turns it off.',
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
            doc="What is heard.",
        ),
        "output": Object(
            {
                "format": _FORMAT,
                "speed": Float(
                    optional=True,
                    minimum=0.25,
                    maximum=1.5,
                    doc="How fast the model speaks, from 0.25 to 1.5. Defaults to 1.",
                ),
                "voice": Dynamic(
                    string_or(
                        Object({"id": String(required=True, doc="The id of a voice of your own.")})
                    ),
                    optional=True,
                    doc="The name of a voice, such as `marin` or `cedar`, or an object with the `id` of a voice of your own.",
                ),
            },
            optional=True,
            doc="What is spoken; not for `transcription`.",
        ),
    },
    optional=True,
    doc="How sound is heard and made.",
)
