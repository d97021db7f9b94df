"""What may be asked of a chat completion beside model and messages. It must not send anything."""

from __future__ import annotations

from provider_shim.objects.chat.tools import NAMED, TOOL, TOOL_CHOICE
from provider_shim.patterns.attributes import (
    FOREVER,
    JSON_SCHEMA_NEEDED,
    REASONING_EFFORTS,
    json_object,
    json_schema_format,
    string_or,
)
from provider_shim.patterns.model_inputs import (
    CACHE_BREAKPOINT,
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
from provider_shim.rules.objects import voice_fault
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    String,
    dynamic_object,
)

_ARGUMENTS: dict[str, Attribute] = {
    "audio": dynamic_object(
        {
            "format": String(
                required=True,
                enum=("wav", "aac", "mp3", "flac", "opus", "pcm16"),
                doc="The format: `wav`, `aac`, `mp3`, `flac`, `opus` or `pcm16`.",
            ),
            "voice": Dynamic(
                string_or(Object({"id": String(required=True, doc="The id of a custom voice.")})),
                required=True,
                check=voice_fault,
                doc="The voice: a name such as `alloy`, or an object with the `id` of a custom voice.",
            ),
        },
        optional=True,
        doc='The sound to answer with; needed where `modalities` has `"audio"`.',
    ),
    "frequency_penalty": Float(
        optional=True,
        minimum=-2,
        maximum=2,
        doc="How much to avoid words that were used often, from -2 to 2. Defaults to `0`.",
    ),
    "function_call": Dynamic(
        string_or(Object(NAMED)),
        optional=True,
        deprecated="Use `tool_choice`.",
        doc="Which function is called. Deprecated: use `tool_choice`.",
    ),
    "functions": Dynamic(
        ListOf(
            Object(
                {
                    "name": String(required=True, doc="The name of the function."),
                    "description": String(optional=True, doc="What the function does."),
                    "parameters": json_object(
                        "The parameters as a JSON Schema object.", optional=True
                    ),
                }
            ),
            min_items=1,
            max_items=128,
        ),
        optional=True,
        deprecated="Use `tools`.",
        doc="The functions that the model may call. Deprecated: use `tools`.",
    ),
    "logit_bias": MapOf(
        Integer(minimum=-100, maximum=100),
        optional=True,
        doc="How much to favour tokens: ids of tokens with a bias from -100 to 100.",
    ),
    "logprobs": Bool(
        optional=True, doc="Whether to return log probabilities. Defaults to `false`."
    ),
    "max_completion_tokens": Integer(
        optional=True, minimum=1, doc="The most tokens to answer with, those of reasoning included."
    ),
    "max_tokens": Integer(
        optional=True,
        minimum=1,
        conflicts_with=("max_completion_tokens",),
        deprecated="Use `max_completion_tokens`.",
        doc="The most tokens to answer with. Deprecated: use `max_completion_tokens`, which reasoning models need.",
    ),
    "modalities": ListOf(
        String(enum=("text", "audio")),
        optional=True,
        doc="The kinds of answer: `text`, `audio`. Defaults to text alone.",
    ),
    "moderation": MODERATION,
    "n": Integer(
        optional=True,
        minimum=1,
        maximum=128,
        doc="How many answers to give, from 1 to 128; each is paid for. Defaults to `1`.",
    ),
    "parallel_tool_calls": PARALLEL_TOOL_CALLS,
    "prediction": dynamic_object(
        {
            "type": String(required=True, enum=("content",), doc="Always `content`."),
            "content": Dynamic(
                string_or(
                    ListOf(
                        Object(
                            {
                                "type": String(required=True, enum=("text",), doc="Always `text`."),
                                "text": String(required=True, doc="The text."),
                                "prompt_cache_breakpoint": CACHE_BREAKPOINT,
                            }
                        ),
                        min_items=1,
                    )
                ),
                required=True,
                doc="The expected text, whole or in parts.",
            ),
        },
        optional=True,
        doc="What most of the answer will be, where that is known: it then comes faster.",
    ),
    "presence_penalty": Float(
        optional=True,
        minimum=-2,
        maximum=2,
        doc="How much to avoid words that were used at all, from -2 to 2. Defaults to `0`.",
    ),
    "prompt_cache_key": PROMPT_CACHE_KEY,
    "prompt_cache_options": prompt_cache_options(("30m",)),
    "prompt_cache_retention": PROMPT_CACHE_RETENTION,
    "reasoning_effort": String(
        optional=True,
        enum=REASONING_EFFORTS,
        doc="How much a reasoning model thinks: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`. Defaults to `medium`.",
    ),
    "response_format": dynamic_object(
        {
            "type": String(
                required=True,
                enum=("text", "json_object", "json_schema"),
                doc="The kind of answer: `text`, `json_object` or `json_schema`.",
            ),
            "json_schema": json_schema_format(),
        },
        optional=True,
        check=JSON_SCHEMA_NEEDED,
        doc="The format of the answer. Defaults to text.",
    ),
    "safety_identifier": SAFETY_IDENTIFIER,
    "seed": Integer(
        optional=True,
        minimum=-FOREVER - 1,
        maximum=FOREVER,
        deprecated="The API has deprecated seeds.",
        doc="A number that makes answers more alike. Deprecated by the API.",
    ),
    "service_tier": String(
        optional=True,
        enum=("auto", "default", "flex", "scale", "priority", "fast"),
        doc="How the request is served: `auto`, `default`, `flex`, `scale`, `priority` or `fast`. Defaults to `auto`.",
    ),
    "stop": ListOf(
        String(),
        optional=True,
        min_items=1,
        max_items=4,
        doc="Up to 4 texts at which the answer ends.",
    ),
    "temperature": TEMPERATURE,
    "tool_choice": Dynamic(
        TOOL_CHOICE,
        optional=True,
        doc='Which tool is called: `"none"`, `"auto"`, `"required"`, or an object that names tools.',
    ),
    "tools": Dynamic(
        ListOf(TOOL, max_items=128),
        optional=True,
        doc="The tools that the model may call, at most 128.",
    ),
    "top_logprobs": Integer(
        optional=True,
        minimum=0,
        maximum=20,
        required_with=("logprobs",),
        doc="How many of the likeliest tokens to return at each place, from 0 to 20. Needs `logprobs`.",
    ),
    "top_p": TOP_P,
    "user": USER,
    "verbosity": VERBOSITY,
    "web_search_options": Object(
        {
            "search_context_size": String(
                optional=True,
                enum=("low", "medium", "high"),
                doc="How much of what was found to read: `low`, `medium` or `high`.",
            ),
            "user_location": Object(
                {
                    "type": String(
                        required=True, enum=("approximate",), doc="Always `approximate`."
                    ),
                    "approximate": Object(
                        {
                            "city": String(optional=True, doc="The city."),
                            "country": String(
                                optional=True, doc="The country, as two letters (ISO 3166-1)."
                            ),
                            "region": String(optional=True, doc="The region."),
                            "timezone": String(
                                optional=True, doc="The time zone, such as `Europe/Berlin`."
                            ),
                        },
                        required=True,
                        doc="The place.",
                    ),
                },
                optional=True,
                doc="Where the user roughly is.",
            ),
        },
        optional=True,
        doc="Let the model search the web.",
    ),
}
ARGUMENTS = {name: attribute.but(unread=True) for name, attribute in _ARGUMENTS.items()}
"""What may be asked beside model and messages. Not here: ``stream`` and ``stream_options``, since Terraform waits for whole answers."""
