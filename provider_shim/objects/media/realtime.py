"""The arguments and results of client secrets of the Realtime API: the common part of both ephemeral resources."""

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
            doc="The moment from which the seconds count: `created_at`. Defaults to `created_at`.",
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
    doc="When the secret expires. A session that was started with it can continue.",
)

SECRET: dict[str, Attribute] = {
    "value": String(computed=True, sensitive=True, doc="The client secret."),
    "expires_at": Integer(
        computed=True, doc="When the client secret expires, in seconds since 1970 (Unix time)."
    ),
    # The API returns the authorization of tools.
    "effective_session": Dynamic(
        computed=True,
        sensitive=True,
        wire="session",
        doc="The session that the API created, with all defaults.",
    ),
}
"""The results of the request."""


_TOOL = of_kinds(
    {
        "function": {
            "name": String(optional=True, doc="The name of the function."),
            "description": String(
                optional=True,
                doc="A description of the function. The model reads it to decide when to call the function.",
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
            doc="The type of the session: `realtime` (a conversation) or `transcription`. The arguments other than `audio` "
            "and `include` are only for `realtime`.",
        ),
        "model": model_name(optional=True, doc="The id of the model, such as `gpt-realtime-2`."),
        "instructions": String(
            optional=True,
            doc="The instructions for the model, which it gets before the conversation.",
        ),
        "audio": AUDIO,
        "include": ListOf(
            String(enum=("item.input_audio_transcription.logprobs",)),
            optional=True,
            doc="Additional fields to return: `item.input_audio_transcription.logprobs`.",
        ),
        "output_modalities": ListOf(
            String(enum=("text", "audio")),
            optional=True,
            doc='The kind of output: `["audio"]`, which includes a transcript, or `["text"]`. Defaults to `["audio"]`.',
        ),
        "max_output_tokens": Dynamic(
            AnyOf((Integer(minimum=1, maximum=4096), String(enum=("inf",)))),
            optional=True,
            doc='The highest number of output tokens of a response, from 1 to 4096, or `"inf"` (no limit). Defaults to `"inf"`.',
        ),
        "reasoning": Object(
            {
                "effort": String(
                    optional=True,
                    enum=("minimal", "low", "medium", "high", "xhigh"),
                    doc="The reasoning effort: `minimal`, `low`, `medium`, `high` or `xhigh`.",
                ),
            },
            optional=True,
            doc="The settings of models that can reason.",
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
                            optional=True, doc="The label of the MCP server, if `type` is `mcp`."
                        ),
                    }
                )
            ),
            optional=True,
            doc="The tool that the model calls: `auto`, `none`, `required`, or an object that names one tool. Defaults to "
            "`auto`.",
        ),
        "parallel_tool_calls": Bool(
            optional=True, doc="Whether the model may call several tools at the same time."
        ),
        "tracing": Dynamic(
            string_or(
                Object(
                    {
                        "workflow_name": String(
                            optional=True, doc="The name of the workflow in the trace."
                        ),
                        "group_id": String(optional=True, doc="The id of the group of traces."),
                        "metadata": free_json(
                            "Metadata by which you can filter traces.", optional=True
                        ),
                    }
                )
            ),
            optional=True,
            doc="The tracing: `auto`, or an object that names the trace. If you do not set this, there is no tracing.",
        ),
        "truncation": Dynamic(
            string_or(
                Object(
                    {
                        "type": String(
                            required=True,
                            enum=("retention_ratio",),
                            doc="The kind of truncation: `retention_ratio`.",
                        ),
                        "retention_ratio": Float(
                            required=True,
                            minimum=0.0,
                            maximum=1.0,
                            doc="The share of the conversation that is kept, from 0 to 1.",
                        ),
                        "token_limits": Object(
                            {
                                "post_instructions": Integer(
                                    optional=True,
                                    minimum=0,
                                    doc="The highest number of tokens of the conversation, without the instructions.",
                                ),
                            },
                            optional=True,
                            doc="The limits above which the conversation is truncated.",
                        ),
                    }
                )
            ),
            optional=True,
            doc="What happens if a conversation is too long: `auto`, `disabled`, or an object that sets how much is kept.",
        ),
    },
    optional=True,
    unread=True,
    doc="The session that the client can start. If you do not set this, the client configures it.",
)
"""The arguments of a session. They do not include ``prompt``, because OpenAI shuts down stored prompts on 2026-11-30."""


def with_turns_by_hand(body: Json) -> Json:
    """Return the body of a request in which disabled turn detection is null, as the API requires."""
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
