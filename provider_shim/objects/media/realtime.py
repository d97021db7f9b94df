"""What client secrets of the Realtime API are asked for and answer: what the ephemeral resources of both kinds share.

It must not know which of them uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.media.realtime_audio import AUDIO, BY_HAND
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
        "audio": AUDIO,
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
