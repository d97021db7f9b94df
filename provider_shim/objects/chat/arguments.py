"""The arguments of a chat completion other than model and messages."""

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
                doc="The audio format: `wav`, `aac`, `mp3`, `flac`, `opus` or `pcm16`.",
            ),
            "voice": Dynamic(
                string_or(Object({"id": String(required=True, doc="The id of a custom voice.")})),
                required=True,
                check=voice_fault,
                doc="The voice: a name such as `alloy`, or an object with the `id` of a custom voice.",
            ),
        },
        optional=True,
        doc='The format and the voice of an audio answer. Required if `modalities` contains `"audio"`.',
    ),
    "frequency_penalty": Float(
        optional=True,
        minimum=-2,
        maximum=2,
        doc="The penalty for tokens that already appear often in the text, from -2 to 2. A higher value makes repetition less "
        "likely. Defaults to `0`.",
    ),
    "function_call": Dynamic(
        string_or(Object(NAMED)),
        optional=True,
        deprecated="Use `tool_choice`.",
        doc="The function that the model calls. Deprecated: use `tool_choice`.",
    ),
    "functions": Dynamic(
        ListOf(
            Object(
                {
                    "name": String(required=True, doc="The name of the function."),
                    "description": String(
                        optional=True, doc="A description of what the function does."
                    ),
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
        doc="The bias for each token, by the id of the token, from -100 to 100. A positive bias makes the token more likely.",
    ),
    "logprobs": Bool(
        optional=True, doc="Whether to return log probabilities. Defaults to `false`."
    ),
    "max_completion_tokens": Integer(
        optional=True,
        minimum=1,
        doc="The maximum number of tokens in the answer, including reasoning tokens.",
    ),
    "max_tokens": Integer(
        optional=True,
        minimum=1,
        conflicts_with=("max_completion_tokens",),
        deprecated="Use `max_completion_tokens`.",
        doc="The maximum number of tokens in the answer. Deprecated: use `max_completion_tokens`, which reasoning models need.",
    ),
    "modalities": ListOf(
        String(enum=("text", "audio")),
        optional=True,
        doc="The kinds of output that the model returns: `text` and `audio`. Defaults to `text` only.",
    ),
    "moderation": MODERATION,
    "n": Integer(
        optional=True,
        minimum=1,
        maximum=128,
        doc="The number of answers to generate, from 1 to 128. You pay for each answer. Defaults to `1`.",
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
                doc="The expected text, as one string or as a list of parts.",
            ),
        },
        optional=True,
        doc="The expected text of most of the answer, for example a file of which the model changes a few lines. The model then "
        "answers faster.",
    ),
    "presence_penalty": Float(
        optional=True,
        minimum=-2,
        maximum=2,
        doc="The penalty for tokens that already appear in the text, from -2 to 2. A higher value makes new topics more likely. "
        "Defaults to `0`.",
    ),
    "prompt_cache_key": PROMPT_CACHE_KEY,
    "prompt_cache_options": prompt_cache_options(("30m",)),
    "prompt_cache_retention": PROMPT_CACHE_RETENTION,
    "reasoning_effort": String(
        optional=True,
        enum=REASONING_EFFORTS,
        doc="The reasoning effort of a reasoning model: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`. Defaults "
        "to `medium`.",
    ),
    "response_format": dynamic_object(
        {
            "type": String(
                required=True,
                enum=("text", "json_object", "json_schema"),
                doc="The kind of format: `text`, `json_object` or `json_schema`.",
            ),
            "json_schema": json_schema_format(),
        },
        optional=True,
        check=JSON_SCHEMA_NEEDED,
        doc="The format of the answer. Defaults to plain text.",
    ),
    "safety_identifier": SAFETY_IDENTIFIER,
    "seed": Integer(
        optional=True,
        minimum=-FOREVER - 1,
        maximum=FOREVER,
        deprecated="OpenAI has deprecated this parameter.",
        doc="A number that makes repeated requests return similar answers. Deprecated by OpenAI.",
    ),
    "service_tier": String(
        optional=True,
        enum=("auto", "default", "flex", "scale", "priority", "fast"),
        doc="The service tier that processes the request: `auto`, `default`, `flex`, `scale`, `priority` or `fast`. Defaults to "
        "`auto`.",
    ),
    "stop": ListOf(
        String(),
        optional=True,
        min_items=1,
        max_items=4,
        doc="Up to 4 texts. The model stops before it generates one of them.",
    ),
    "temperature": TEMPERATURE,
    "tool_choice": Dynamic(
        TOOL_CHOICE,
        optional=True,
        doc='Whether and which tools the model calls: `"none"`, `"auto"`, `"required"`, or an object that names the tools.',
    ),
    "tools": Dynamic(
        ListOf(TOOL, max_items=128),
        optional=True,
        doc="The tools that the model may call. At most 128.",
    ),
    "top_logprobs": Integer(
        optional=True,
        minimum=0,
        maximum=20,
        required_with=("logprobs",),
        doc="The number of most likely tokens to return for each position, from 0 to 20. Requires `logprobs = true`.",
    ),
    "top_p": TOP_P,
    "user": USER,
    "verbosity": VERBOSITY,
    "web_search_options": Object(
        {
            "search_context_size": String(
                optional=True,
                enum=("low", "medium", "high"),
                doc="How much of the search results the model reads: `low`, `medium` or `high`.",
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
                        doc="The approximate location.",
                    ),
                },
                optional=True,
                doc="The approximate location of the user.",
            ),
        },
        optional=True,
        doc="The options of the web search. If you set this, the model may search the web.",
    ),
}
ARGUMENTS = {name: attribute.but(unread=True) for name, attribute in _ARGUMENTS.items()}
"""The arguments other than model and messages. ``stream`` and ``stream_options`` are missing, because Terraform waits for the
whole answer."""
