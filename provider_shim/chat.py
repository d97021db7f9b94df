"""What chat completions are asked and what they answer: what resource, data source and ephemeral resource share.

It must not know which of them uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.attributes import (
    FOREVER,
    REASONING_EFFORTS,
    free_json,
    function_definition,
    json_schema_format,
    json_schema_missing,
    string_or,
)
from provider_shim.one_shot import Asking
from provider_shim.questions import (
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
from provider_shim.rest import Json, Rest
from provider_shim.schema import (
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    String,
    computed,
)

_CALLED_FUNCTION = {
    "name": String(required=True, doc="The name of the function."),
    "arguments": String(required=True, doc="The arguments as JSON."),
}

_TOOL_CALL = Object(
    {
        "id": String(required=True, doc="The id of the call."),
        "type": String(
            required=True,
            enum=("function", "custom"),
            doc="The kind of tool: `function` or `custom`.",
        ),
        "function": Object(_CALLED_FUNCTION, optional=True, doc="The called function."),
        "custom": Object(
            {
                "name": String(required=True, doc="The name of the custom tool."),
                "input": String(required=True, doc="The input of the custom tool."),
            },
            optional=True,
            doc="The called custom tool.",
        ),
    }
)

PART = Object(
    {
        "type": String(
            required=True,
            enum=("text", "image_url", "input_audio", "file", "refusal"),
            doc="The kind of part: `text`, `image_url`, `input_audio`, `file` or `refusal`.",
        ),
        "text": String(optional=True, doc="The text."),
        "image_url": Object(
            {
                "url": String(
                    required=True, doc="The URL of the image, or the image as a `data:` URL."
                ),
                "detail": String(
                    optional=True,
                    enum=("auto", "low", "high", "original"),
                    doc="How closely to look: `auto`, `low`, `high` or `original`.",
                ),
            },
            optional=True,
            doc="An image.",
        ),
        "input_audio": Object(
            {
                "data": String(required=True, doc="The sound as base64."),
                "format": String(
                    required=True, enum=("wav", "mp3"), doc="The format: `wav` or `mp3`."
                ),
            },
            optional=True,
            doc="A sound.",
        ),
        "file": Object(
            {
                "file_id": String(optional=True, doc="The id of an uploaded file."),
                "file_data": String(optional=True, doc="The file as base64."),
                "filename": String(optional=True, doc="The name of the file."),
            },
            optional=True,
            doc="A file.",
        ),
        "refusal": String(optional=True, doc="The words with which the model refused."),
        "prompt_cache_breakpoint": CACHE_BREAKPOINT,
    }
)

_MESSAGE = Object(
    {
        "role": String(
            required=True,
            enum=("developer", "system", "user", "assistant", "tool", "function"),
            doc="Who speaks: `developer`, `system`, `user`, `assistant`, `tool` or (deprecated) `function`.",
        ),
        "content": Dynamic(
            string_or(ListOf(PART, min_items=1)),
            optional=True,
            doc="What is said: text, or a list of parts.",
        ),
        "name": String(optional=True, doc="A name that tells participants of one role apart."),
        "tool_call_id": String(optional=True, doc="The call that a `tool` message answers."),
        "tool_calls": ListOf(
            _TOOL_CALL, optional=True, doc="The tools that an `assistant` message called."
        ),
        "refusal": String(
            optional=True, doc="The words with which an `assistant` message refused."
        ),
        "audio": Object(
            {"id": String(required=True, doc="The id of an earlier audio answer.")},
            optional=True,
            doc="An earlier audio answer of the model.",
        ),
        "function_call": Object(
            _CALLED_FUNCTION, optional=True, doc="Deprecated: use `tool_calls`."
        ),
    }
)

_TOOL = Object(
    {
        "type": String(
            required=True,
            enum=("function", "custom"),
            doc="The kind of tool: `function` or `custom`.",
        ),
        "function": function_definition("The function, where `type` is `function`."),
        "custom": Object(
            {
                "name": String(required=True, doc="The name of the custom tool."),
                "description": String(optional=True, doc="What the tool does."),
                "format": Object(
                    {
                        "type": String(
                            required=True,
                            enum=("text", "grammar"),
                            doc="The kind of input: `text` or `grammar`.",
                        ),
                        "grammar": Object(
                            {
                                "definition": String(required=True, doc="The grammar."),
                                "syntax": String(
                                    required=True,
                                    enum=("lark", "regex"),
                                    doc="The language of the grammar: `lark` or `regex`.",
                                ),
                            },
                            optional=True,
                            doc="The grammar, where `type` is `grammar`.",
                        ),
                    },
                    optional=True,
                    doc="The format of the input. Defaults to free text.",
                ),
            },
            optional=True,
            doc="The custom tool, where `type` is `custom`.",
        ),
    }
)

_NAMED = {"name": String(required=True, doc="The name.")}

_TOOL_CHOICE = string_or(
    Object(
        {
            "type": String(
                required=True,
                enum=("allowed_tools", "function", "custom"),
                doc="The kind of choice: `allowed_tools`, `function` or `custom`.",
            ),
            "function": Object(_NAMED, optional=True, doc="The function that must be called."),
            "custom": Object(_NAMED, optional=True, doc="The custom tool that must be called."),
            "allowed_tools": Object(
                {
                    "mode": String(
                        required=True,
                        enum=("auto", "required"),
                        doc="Whether the model may (`auto`) or must (`required`) call one.",
                    ),
                    "tools": ListOf(
                        free_json("A tool."), required=True, doc="The tools, each as in `tools`."
                    ),
                },
                optional=True,
                doc="The tools to choose from.",
            ),
        }
    )
)


def _voice_fault(voice: Any) -> str | None:
    return (
        "The voice needs an `id`." if isinstance(voice, Mapping) and not voice.get("id") else None
    )


def messages(**flags: Any) -> Dynamic:
    """Return the attribute that holds the conversation so far."""
    return Dynamic(
        ListOf(_MESSAGE, min_items=1),
        **{
            "doc": "The conversation so far: a list of messages, each with a `role` and what is said, as text or as parts of text, "
            "images, sounds and files.",
            **flags,
        },
    )


_ASKED: dict[str, Attribute] = {
    "audio": Object(
        {
            "format": String(
                required=True,
                enum=("wav", "aac", "mp3", "flac", "opus", "pcm16"),
                doc="The format: `wav`, `aac`, `mp3`, `flac`, `opus` or `pcm16`.",
            ),
            "voice": Dynamic(
                string_or(Object({"id": String(required=True, doc="The id of a custom voice.")})),
                required=True,
                check=_voice_fault,
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
        string_or(Object(_NAMED)),
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
                    "parameters": free_json(
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
    "prediction": Object(
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
    "response_format": Object(
        {
            "type": String(
                required=True,
                enum=("text", "json_object", "json_schema"),
                doc="The kind of answer: `text`, `json_object` or `json_schema`.",
            ),
            "json_schema": json_schema_format(),
        },
        optional=True,
        check=json_schema_missing,
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
        _TOOL_CHOICE,
        optional=True,
        doc='Which tool is called: `"none"`, `"auto"`, `"required"`, or an object that names tools.',
    ),
    "tools": Dynamic(
        ListOf(_TOOL, max_items=128),
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
QUESTION = {name: attribute.but(unread=True) for name, attribute in _ASKED.items()}
"""What may be asked beside model and messages. Not here: ``stream`` and ``stream_options``, since Terraform waits for whole answers."""

_LOGPROB: dict[str, Attribute] = {
    "token": String(computed=True, doc="The token."),
    "logprob": Float(computed=True, doc="Its log probability."),
    "bytes": ListOf(Integer(), computed=True, doc="The token as UTF-8 bytes."),
}
_LOGPROBS = ListOf(
    Object(
        {
            **_LOGPROB,
            "top_logprobs": ListOf(
                Object(_LOGPROB), computed=True, doc="The likeliest tokens at this place."
            ),
        }
    ),
    computed=True,
    doc="The tokens, each with its log probability.",
)

SAID: dict[str, Attribute] = {
    "annotations": ListOf(
        Object(
            {
                "type": String(computed=True, doc="Always `url_citation`."),
                "url_citation": Object(
                    {
                        "url": String(computed=True, doc="The URL."),
                        "title": String(computed=True, doc="The title of the page."),
                        "start_index": Integer(
                            computed=True,
                            doc="Where the citation begins in the text.",
                        ),
                        "end_index": Integer(
                            computed=True,
                            doc="Where the citation ends in the text.",
                        ),
                    },
                    computed=True,
                    doc="A page that the text cites.",
                ),
            }
        ),
        computed=True,
        doc="What the text cites.",
    ),
    "audio": Object(
        {
            "id": String(computed=True, doc="The id of the audio answer."),
            "data": String(computed=True, doc="The sound as base64."),
            "transcript": String(computed=True, doc="What is said."),
            "expires_at": Integer(
                computed=True,
                doc="When the API forgets it, in seconds since 1970.",
            ),
        },
        computed=True,
        doc="The audio answer.",
    ),
    "tool_calls": ListOf(
        Object(computed(_TOOL_CALL.attributes)),
        computed=True,
        doc="The tools that the model calls.",
    ),
    "function_call": Object(
        computed(_CALLED_FUNCTION),
        computed=True,
        doc="The function that the model calls. Deprecated.",
    ),
}
"""What the model says beside its text."""

ANSWER: dict[str, Attribute] = {
    "content": String(computed=True, doc="The text of the first choice: what most users want."),
    "choices": ListOf(
        Object(
            {
                "index": Integer(computed=True, doc="The number of the choice, from 0."),
                "finish_reason": String(
                    computed=True,
                    doc="Why the answer ends: `stop`, `length`, `tool_calls`, `content_filter` or `function_call`.",
                ),
                "message": Object(
                    {
                        "role": String(computed=True, doc="Always `assistant`."),
                        "content": String(computed=True, doc="The text."),
                        "refusal": String(
                            computed=True, doc="The words with which the model refused."
                        ),
                        **SAID,
                    },
                    computed=True,
                    doc="The answer.",
                ),
                "logprobs": Object(
                    {"content": _LOGPROBS, "refusal": _LOGPROBS},
                    computed=True,
                    doc="Log probabilities, where `logprobs` asked for them.",
                ),
            }
        ),
        computed=True,
        doc="The answers.",
    ),
    "created": Integer(computed=True, doc="When the question was answered, in seconds since 1970."),
    "response_model": String(
        computed=True, wire="model", doc="The model that answered: `model` may be an alias for it."
    ),
    "response_service_tier": String(
        computed=True, wire="service_tier", doc="How the request was served."
    ),
    "response_moderation": Dynamic(
        computed=True,
        wire="moderation",
        doc="What the moderation found, where `moderation` asked for it.",
    ),
    "system_fingerprint": String(
        computed=True, doc="Tells apart the configurations of OpenAI's machines."
    ),
    "usage": Object(
        {
            "prompt_tokens": Integer(computed=True, doc="The tokens of the question."),
            "completion_tokens": Integer(computed=True, doc="The tokens of the answer."),
            "total_tokens": Integer(computed=True, doc="Both."),
            "prompt_tokens_details": Object(
                {
                    name: Integer(computed=True, doc=doc)
                    for name, doc in {
                        "audio_tokens": "Those of sound.",
                        "cache_write_tokens": "Those written to the cache.",
                        "cached_tokens": "Those read from the cache.",
                        "image_tokens": "Those of images.",
                        "text_tokens": "Those of text.",
                    }.items()
                },
                computed=True,
                doc="The tokens of the question by kind.",
            ),
            "completion_tokens_details": Object(
                {
                    name: Integer(computed=True, doc=doc)
                    for name, doc in {
                        "accepted_prediction_tokens": "Those of the prediction that appeared in the answer.",
                        "audio_tokens": "Those of sound.",
                        "reasoning_tokens": "Those of reasoning.",
                        "rejected_prediction_tokens": "Those of the prediction that did not appear; they are paid for.",
                        "text_tokens": "Those of text.",
                    }.items()
                },
                computed=True,
                doc="The tokens of the answer by kind.",
            ),
        },
        computed=True,
        doc="How many tokens were used.",
    ),
}
"""What comes back."""


class AskedCompletion(Asking):
    """A question to a model."""

    type_name = "openai_chat_completion"
    endpoint = Rest("/chat/completions")
    fixed: ClassVar[Json] = {"stream": False}

    def is_kept(self, values: Mapping[str, Any]) -> bool:
        """Tell whether the completion is stored: read, its metadata updated, and deleted."""
        return values.get("store") is True

    def reshape(self, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the text of the first choice beside the choices."""
        return with_text(answer)


def with_text(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a completion with the text of its first choice beside the choices."""
    if "choices" not in answer:
        return answer
    return {**answer, "content": _first_content(answer)}


def _first_content(answer: Mapping[str, Any]) -> str | None:
    """Return the text of the first choice of the API's answer, if it has one."""
    match answer.get("choices"):
        case [{"message": {"content": str() as content}}, *_]:
            return content
        case _:
            return None
