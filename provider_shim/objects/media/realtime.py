"""What client secrets of the Realtime API are asked for and answer: what the ephemeral resources of both kinds share.

It must not know which of them uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.responses.mcp import MCP
from provider_shim.patterns.attributes import free_json, json_object, string_or
from provider_shim.patterns.kinds import of_kinds
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    String,
    dynamic_object,
)

EXPIRES_AFTER = Object(
    {
        "anchor": String(
            optional=True,
            enum=("created_at",),
            doc="The moment from which the seconds count: `created_at`, which is the default.",
        ),
        "seconds": Integer(
            optional=True,
            minimum=10,
            maximum=7200,
            doc="The seconds until the secret expires, from 10 to 7200 (2 hours). Defaults to 600 (10 minutes).",
        ),
    },
    optional=True,
    unread=True,
    doc="When the secret expires. A session that was begun with it may go on.",
)

SECRET: dict[str, Attribute] = {
    "value": String(computed=True, sensitive=True, doc="The client secret."),
    "expires_at": Integer(
        computed=True, doc="When the client secret expires, in seconds since 1970 (Unix time)."
    ),
    # What a tool is authorized with is told again.
    "effective_session": Dynamic(
        computed=True,
        sensitive=True,
        wire="session",
        doc="The session as the API understood it, with all defaults.",
    ),
}
"""What comes back."""

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

_AUDIO = Object(
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

_TOOL = of_kinds(
    {
        "function": {
            "name": String(optional=True, doc="The name of the function."),
            "description": String(
                optional=True, doc="What the function does, and when to call it."
            ),
            "parameters": json_object(
                "The parameters of the function, as a JSON Schema object.", optional=True
            ),
        },
        "mcp": MCP,
    },
    "The kind of tool",
)

SESSION = dynamic_object(
    {
        "type": String(
            required=True,
            enum=("realtime", "transcription"),
            doc="`realtime` (a conversation) or `transcription`. All but `audio` and `include` is for `realtime`.",
        ),
        "model": model_name(optional=True, doc="The id of the model, such as `gpt-realtime-2`."),
        "instructions": String(
            optional=True, doc="What the model is told before anything is said."
        ),
        "audio": _AUDIO,
        "include": ListOf(
            String(enum=("item.input_audio_transcription.logprobs",)),
            optional=True,
            doc="What else to tell: `item.input_audio_transcription.logprobs`.",
        ),
        "output_modalities": ListOf(
            String(enum=("text", "audio")),
            optional=True,
            doc='What the model answers with: `["audio"]`, which is the default and comes with a transcript, or `["text"]`.',
        ),
        "max_output_tokens": Dynamic(
            AnyOf((Integer(minimum=1, maximum=4096), String(enum=("inf",)))),
            optional=True,
            doc='The most tokens of one answer, from 1 to 4096, or `"inf"`, which is the default.',
        ),
        "reasoning": Object(
            {
                "effort": String(
                    optional=True,
                    enum=("minimal", "low", "medium", "high", "xhigh"),
                    doc="How much to think: `minimal`, `low`, `medium`, `high` or `xhigh`.",
                ),
            },
            optional=True,
            doc="How models that can reason do so.",
        ),
        "tools": Dynamic(
            ListOf(_TOOL),
            optional=True,
            doc="The tools that the model may use: functions of the client, and MCP servers.",
        ),
        "tool_choice": Dynamic(
            string_or(
                Object(
                    {
                        "type": String(
                            required=True, enum=("function", "mcp"), doc="The kind of tool."
                        ),
                        "name": String(optional=True, doc="The name of the function or tool."),
                        "server_label": String(
                            optional=True, doc="The MCP server, where `type` is `mcp`."
                        ),
                    }
                )
            ),
            optional=True,
            doc="`auto`, `none`, `required`, or an object that names one tool. Defaults to `auto`.",
        ),
        "parallel_tool_calls": Bool(
            optional=True, doc="Whether several tools may be called at once."
        ),
        "tracing": Dynamic(
            string_or(
                Object(
                    {
                        "workflow_name": String(optional=True, doc="The name of the trace."),
                        "group_id": String(optional=True, doc="A group of traces."),
                        "metadata": free_json("Anything to filter traces by.", optional=True),
                    }
                )
            ),
            optional=True,
            doc="`auto`, or an object that names the trace. Left out, nothing is traced.",
        ),
        "truncation": Dynamic(
            string_or(
                Object(
                    {
                        "type": String(
                            required=True,
                            enum=("retention_ratio",),
                            doc="Always `retention_ratio`.",
                        ),
                        "retention_ratio": Float(
                            required=True,
                            minimum=0.0,
                            maximum=1.0,
                            doc="How much of the conversation is kept, from 0 to 1.",
                        ),
                        "token_limits": Object(
                            {
                                "post_instructions": Integer(
                                    optional=True,
                                    minimum=0,
                                    doc="The most tokens of the conversation after the instructions.",
                                ),
                            },
                            optional=True,
                            doc="When to truncate.",
                        ),
                    }
                )
            ),
            optional=True,
            doc="What happens when a conversation gets too long: `auto`, `disabled`, or an object that says how much is kept.",
        ),
    },
    optional=True,
    unread=True,
    doc="The session that the client may begin. Left out, the client configures it.",
)
"""What a session may be. Not here: ``prompt``, since OpenAI shuts stored prompts down on 2026-11-30."""


def with_turns_by_hand(body: Json) -> Json:
    """Return a request in which turn detection that is turned off stands as the API wants it."""
    session = body.get("session")
    found = _inner(session, "audio", "input")
    if found.get("turn_detection") != {"type": BY_HAND}:
        return body
    audio = {**_inner(session, "audio"), "input": {**found, "turn_detection": None}}
    return {**body, "session": {**_inner(session), "audio": audio}}


def _inner(value: Any, *names: str) -> Mapping[str, Any]:
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}
