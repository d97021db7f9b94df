"""The arguments of requests for responses, for all objects that send them."""

from __future__ import annotations

from provider_shim.objects.responses.items import included, input_items
from provider_shim.objects.responses.tools import tool_choice, tools
from provider_shim.patterns.attributes import REASONING_EFFORTS, json_object
from provider_shim.patterns.kinds import of_kinds
from provider_shim.patterns.model_inputs import (
    MODERATION,
    PARALLEL_TOOL_CALLS,
    PROMPT_CACHE_KEY,
    PROMPT_CACHE_RETENTION,
    SAFETY_IDENTIFIER,
    TEMPERATURE,
    TOP_P,
    USER,
    VERBOSITY,
    prompt_cache_options,
)
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Integer,
    ListOf,
    Object,
    String,
    dynamic_object,
)

ACCESS_PROGRAMS = Object(
    {
        "cyber": String(
            optional=True,
            enum=("standard", "daybreak_blue", "daybreak_red"),
            doc="The access program for cyber security: `standard`, `daybreak_blue` or `daybreak_red`.",
        )
    },
    optional=True,
    doc="The access programs that the request uses. If you do not set this, the API chooses them by model, organization and "
    "project.",
)

IMAGE = Object(
    {
        "context_compression": String(
            optional=True,
            enum=("auto", "enabled", "disabled"),
            doc="Whether images are compressed to use fewer tokens: `auto`, `enabled` or `disabled`. Defaults to `auto`.",
        )
    },
    optional=True,
    doc="The settings for images in the input.",
)

_SUMMARIES = ("auto", "concise", "detailed")
REASONING = Object(
    {
        "effort": String(
            optional=True,
            enum=REASONING_EFFORTS,
            doc="The reasoning effort: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`.",
        ),
        "summary": String(
            optional=True,
            enum=_SUMMARIES,
            doc="The kind of summary of the reasoning: `auto`, `concise` or `detailed`.",
        ),
        "context": String(
            optional=True,
            enum=("auto", "current_turn", "all_turns"),
            doc="The earlier reasoning that the model gets: `current_turn`, `all_turns` or `auto` (the model decides). "
            "Defaults to `auto`.",
        ),
        "mode": String(
            optional=True,
            enum=("standard", "pro"),
            doc="The reasoning mode: `standard` or `pro`.",
        ),
        "generate_summary": String(
            optional=True,
            enum=_SUMMARIES,
            deprecated="Use `summary`.",
            doc="Deprecated: use `summary`.",
        ),
    },
    optional=True,
    doc="The settings for reasoning models.",
)

_TEXT = dynamic_object(
    {
        "format": of_kinds(
            {
                "text": {},
                "json_object": {},
                "json_schema": {
                    "name": String(
                        required=True,
                        pattern=r"[A-Za-z0-9_-]{1,64}",
                        doc="The name of the format: letters, digits, underscores and dashes, at most 64 characters.",
                    ),
                    "schema": json_object(
                        "The schema of the output, as a JSON Schema object.", required=True
                    ),
                    "description": String(
                        optional=True,
                        doc="A description of the format. The model reads it to decide how to respond in the format.",
                    ),
                    "strict": Bool(
                        optional=True,
                        doc="Whether the model must follow the schema exactly. Defaults to `false`.",
                    ),
                },
            },
            "The kind of output",
            optional=True,
            doc="The format of the output. Defaults to text.",
        ),
        "verbosity": VERBOSITY,
    },
    optional=True,
    doc="The settings of text output: its format and its verbosity.",
)

_COMPARED = String(
    optional=True,
    doc="The id of a response to compare with. `prompt_cache_diagnostics` then contains the reason if the cache was not used.",
)
CACHE_OPTIONS = prompt_cache_options(("30m", "12h"), {"comparison_response_id": _COMPARED})
_PREWARM = Bool(
    optional=True,
    doc="Whether the request only fills the cache, without output. Defaults to `false`.",
)

CONVERSATION = String(
    optional=True,
    conflicts_with=("previous_response_id",),
    also=("conversation_id",),
    doc="The id of a conversation to continue. Its items come before this input, and the input and the output are added to "
    "it. The API accepts one request at a time for a conversation: connect its responses with `depends_on`, which also "
    "sets their order.",
)

_TRUNCATION = String(
    optional=True,
    enum=("auto", "disabled"),
    doc="What happens if the input is too long: `auto` (the API drops the beginning of the input) or `disabled` (the request "
    "fails). Defaults to `disabled`.",
)

_COUNTED: dict[str, Attribute] = {
    "instructions": String(
        optional=True,
        doc="The developer's instructions for the model, which come before the input. The instructions of an earlier response "
        "do not apply again.",
    ),
    "parallel_tool_calls": PARALLEL_TOOL_CALLS,
    "previous_response_id": String(
        optional=True,
        doc="The id of a stored response to continue. Its input and its output come before this input.",
    ),
    "reasoning": REASONING,
    "text": _TEXT,
    "tool_choice": tool_choice(),
    "tools": tools(),
}
"""The arguments of requests for responses that also determine the number of input tokens."""

COUNTED: dict[str, Attribute] = {
    "input": input_items(optional=True),
    "conversation": CONVERSATION.but(
        doc="The id of a conversation to continue. Its items come before this input."
    ),
    **_COUNTED,
    "truncation": _TRUNCATION,
    "personality": String(
        optional=True,
        max_length=64,
        enum=("friendly", "pragmatic"),
        doc="The style of the model: `friendly` or `pragmatic`. Defaults to the style of the model itself.",
    ),
}
"""The arguments of requests to count input tokens."""

ARGUMENTS: dict[str, Attribute] = {
    **_COUNTED,
    "access_programs": ACCESS_PROGRAMS,
    "context_management": ListOf(
        Object(
            {
                "type": String(
                    required=True,
                    enum=("compaction",),
                    doc="The action: `compaction` (the API summarizes the earlier context).",
                ),
                "compact_threshold": Integer(
                    optional=True,
                    minimum=1000,
                    doc="The number of tokens from which the action applies, at least 1000.",
                ),
            }
        ),
        optional=True,
        min_items=1,
        doc="The actions of the API if the context gets long.",
    ),
    "image": IMAGE,
    "include": included(),
    "max_output_tokens": Integer(
        optional=True,
        minimum=16,
        doc="The highest number of output tokens, including reasoning tokens. At least 16.",
    ),
    "max_tool_calls": Integer(
        optional=True,
        minimum=1,
        doc="The highest number of calls of all tools that OpenAI hosts, together. The API ignores further calls.",
    ),
    "moderation": MODERATION,
    "prompt_cache_key": PROMPT_CACHE_KEY,
    "prompt_cache_options": CACHE_OPTIONS.but(
        attributes={**CACHE_OPTIONS.attributes, "prewarm": _PREWARM}
    ),
    "prompt_cache_retention": PROMPT_CACHE_RETENTION,
    "safety_identifier": SAFETY_IDENTIFIER,
    "service_tier": String(
        optional=True,
        enum=("auto", "default", "flex", "scale", "priority", "fast", "ultrafast"),
        doc="The service tier of the request: `auto`, `default`, `flex`, `scale`, `priority`, `fast` or `ultrafast`. Defaults "
        "to `auto`, which is the setting of the project.",
    ),
    "temperature": TEMPERATURE,
    "top_logprobs": Integer(
        optional=True,
        minimum=0,
        maximum=20,
        doc="The number of the most likely tokens to return at each position, from 0 to 20.",
    ),
    "top_p": TOP_P,
    "truncation": _TRUNCATION.but(
        deprecated="Use `context_management`.",
        doc=f"{_TRUNCATION.doc} Deprecated by the API: use `context_management`.",
    ),
    "user": USER,
}
"""The arguments of requests for responses, without model and input. They do not include ``stream`` and ``stream_options``, because Terraform
waits for complete answers, and ``prompt`` because OpenAI shuts down stored prompts on 2026-11-30."""
