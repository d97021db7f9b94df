"""What may be asked of a response, by whatever kind of object. It must not send anything."""

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
            doc="The program of access to what concerns cyber security: `standard`, `daybreak_blue` or `daybreak_red`.",
        )
    },
    optional=True,
    doc="The programs of access by which the request is made. Left out, the API chooses by model, organization and project.",
)

IMAGE = Object(
    {
        "context_compression": String(
            optional=True,
            enum=("auto", "enabled", "disabled"),
            doc="Whether images take fewer tokens: `auto`, which is the default, `enabled` or `disabled`.",
        )
    },
    optional=True,
    doc="How images of the input are treated.",
)

_SUMMARIES = ("auto", "concise", "detailed")
REASONING = Object(
    {
        "effort": String(
            optional=True,
            enum=REASONING_EFFORTS,
            doc="How much to think: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`.",
        ),
        "summary": String(
            optional=True,
            enum=_SUMMARIES,
            doc="Whether and how to sum up what was thought: `auto`, `concise` or `detailed`.",
        ),
        "context": String(
            optional=True,
            enum=("auto", "current_turn", "all_turns"),
            doc="Which earlier thoughts the model sees again: those of the `current_turn`, of `all_turns`, or `auto`, which is the "
            "default and leaves that to the model.",
        ),
        "mode": String(
            optional=True,
            enum=("standard", "pro"),
            doc="How to think: `standard` or `pro`.",
        ),
        "generate_summary": String(
            optional=True,
            enum=_SUMMARIES,
            deprecated="Use `summary`.",
            doc="Deprecated: use `summary`.",
        ),
    },
    optional=True,
    doc="How a reasoning model thinks.",
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
                        doc="The name of the format: letters, digits, underscores and dashes, at most 64.",
                    ),
                    "schema": json_object(
                        "The schema of the answer, as a JSON Schema object.", required=True
                    ),
                    "description": String(
                        optional=True,
                        doc="What the format is for, from which the model learns how to answer in it.",
                    ),
                    "strict": Bool(
                        optional=True,
                        doc="Whether the model must follow the schema exactly. Defaults to `false`.",
                    ),
                },
            },
            "The kind of answer",
            optional=True,
            doc="The format of the answer. Defaults to text.",
        ),
        "verbosity": VERBOSITY,
    },
    optional=True,
    doc="How the model answers in text: as prose or as JSON, briefly or at length.",
)

_COMPARED = String(
    optional=True,
    doc="The id of a response to compare with: `prompt_cache_diagnostics` then tells why the cache was not used.",
)
CACHE_OPTIONS = prompt_cache_options(("30m", "12h"), {"comparison_response_id": _COMPARED})
_PREWARM = Bool(
    optional=True, doc="Whether to fill the cache and answer nothing. Defaults to `false`."
)

CONVERSATION = String(
    optional=True,
    conflicts_with=("previous_response_id",),
    also=("conversation_id",),
    doc="The id of a conversation to go on with: its items come before this input, and input and output are added to it. Let "
    "responses of one conversation `depends_on` each other: they have an order, and the API takes one at a time.",
)

_TRUNCATION = String(
    optional=True,
    enum=("auto", "disabled"),
    doc="What happens to an input that is too long: `auto` drops its beginning, `disabled` refuses it, which is the default.",
)

_COUNTED: dict[str, Attribute] = {
    "instructions": String(
        optional=True,
        doc="What the model is told before the input, in the voice of the developer. Instructions of an earlier response do not "
        "go on.",
    ),
    "parallel_tool_calls": PARALLEL_TOOL_CALLS,
    "previous_response_id": String(
        optional=True,
        doc="The id of a stored response to go on from: its input and its output come before this input.",
    ),
    "reasoning": REASONING,
    "text": _TEXT,
    "tool_choice": tool_choice(),
    "tools": tools(),
}
"""What decides about the tokens of an input, and what may be counted with it."""

COUNTED: dict[str, Attribute] = {
    "input": input_items(optional=True),
    "conversation": CONVERSATION.but(
        doc="The id of a conversation to go on with: its items come before this input."
    ),
    **_COUNTED,
    "truncation": _TRUNCATION,
    "personality": String(
        optional=True,
        max_length=64,
        enum=("friendly", "pragmatic"),
        doc="A style that the model knows: `friendly` or `pragmatic`. Left out, its own.",
    ),
}
"""What the tokens of an input are counted by."""

ARGUMENTS: dict[str, Attribute] = {
    **_COUNTED,
    "access_programs": ACCESS_PROGRAMS,
    "context_management": ListOf(
        Object(
            {
                "type": String(
                    required=True,
                    enum=("compaction",),
                    doc="What is done: `compaction` sums up what came before.",
                ),
                "compact_threshold": Integer(
                    optional=True,
                    minimum=1000,
                    doc="The number of tokens from which it is done, at least 1000.",
                ),
            }
        ),
        optional=True,
        min_items=1,
        doc="What is done when the context gets long.",
    ),
    "image": IMAGE,
    "include": included(),
    "max_output_tokens": Integer(
        optional=True,
        minimum=16,
        doc="The most tokens to answer with, those of reasoning included: at least 16.",
    ),
    "max_tool_calls": Integer(
        optional=True,
        minimum=1,
        doc="The most calls of tools that OpenAI hosts, of all together. Further ones are not made.",
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
        doc="How the request is served: `auto`, `default`, `flex`, `scale`, `priority`, `fast` or `ultrafast`. Defaults to `auto`, "
        "which is what the project is set to.",
    ),
    "temperature": TEMPERATURE,
    "top_logprobs": Integer(
        optional=True,
        minimum=0,
        maximum=20,
        doc="How many of the likeliest tokens to return at each place, from 0 to 20.",
    ),
    "top_p": TOP_P,
    "truncation": _TRUNCATION.but(
        deprecated="Use `context_management`.",
        doc=f"{_TRUNCATION.doc} Deprecated by the API: use `context_management`.",
    ),
    "user": USER,
}
"""What may be asked of any response beside model and input. Not here: ``stream`` and ``stream_options``, since Terraform waits for
whole answers; and ``prompt``, since OpenAI shuts stored prompts down on 2026-11-30."""
