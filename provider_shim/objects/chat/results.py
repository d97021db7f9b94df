"""The attributes that a chat completion returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.chat.messages import CALLED_FUNCTION, TOOL_CALL
from provider_shim.vocabulary.schema import (
    Attribute,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    String,
    computed,
)

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
                Object(_LOGPROB), computed=True, doc="The most likely tokens at this position."
            ),
        }
    ),
    computed=True,
    doc="The tokens with their log probabilities.",
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
                            doc="The index of the first character of the citation in the text.",
                        ),
                        "end_index": Integer(
                            computed=True,
                            doc="The index of the last character of the citation in the text.",
                        ),
                    },
                    computed=True,
                    doc="The web page that the text cites.",
                ),
            }
        ),
        computed=True,
        doc="The web pages that the text cites.",
    ),
    "audio": Object(
        {
            "id": String(computed=True, doc="The id of the audio answer."),
            "data": String(computed=True, doc="The audio as base64."),
            "transcript": String(computed=True, doc="The transcript of the audio."),
            "expires_at": Integer(
                computed=True,
                doc="The time after which the audio cannot be used in a later request, in seconds since 1970.",
            ),
        },
        computed=True,
        doc="The audio answer.",
    ),
    "tool_calls": ListOf(
        Object(computed(TOOL_CALL.attributes)),
        computed=True,
        doc="The tool calls of the model.",
    ),
    "function_call": Object(
        computed(CALLED_FUNCTION),
        computed=True,
        doc="The function call of the model. Deprecated: see `tool_calls`.",
    ),
}
"""The members of an answer other than its text."""

RESULTS: dict[str, Attribute] = {
    "content": String(computed=True, doc="The text of the first answer in `choices`."),
    "choices": ListOf(
        Object(
            {
                "index": Integer(computed=True, doc="The index of the answer, from 0."),
                "finish_reason": String(
                    computed=True,
                    doc="The reason why the answer ends: `stop`, `length`, `tool_calls`, `content_filter` or `function_call`.",
                ),
                "message": Object(
                    {
                        "role": String(computed=True, doc="Always `assistant`."),
                        "content": String(computed=True, doc="The text."),
                        "refusal": String(
                            computed=True, doc="The text with which the model refused to answer."
                        ),
                        **SAID,
                    },
                    computed=True,
                    doc="The message of the model.",
                ),
                "logprobs": Object(
                    {"content": _LOGPROBS, "refusal": _LOGPROBS},
                    computed=True,
                    doc="The log probabilities of the tokens. Null unless `logprobs` is true.",
                ),
            }
        ),
        computed=True,
        doc="The answers.",
    ),
    "created": Integer(
        computed=True, doc="The time at which the completion was created, in seconds since 1970."
    ),
    "response_model": String(
        computed=True,
        wire="model",
        doc="The id of the model that answered. It differs from `model` if that is an alias.",
    ),
    "response_service_tier": String(
        computed=True, wire="service_tier", doc="The service tier that processed the request."
    ),
    "response_moderation": Dynamic(
        computed=True,
        wire="moderation",
        doc="The result of the moderation. Null unless `moderation` is set.",
    ),
    "system_fingerprint": String(
        computed=True,
        doc="The fingerprint of the configuration of OpenAI's servers that the model runs with.",
    ),
    "usage": Object(
        {
            "prompt_tokens": Integer(computed=True, doc="The number of tokens in the prompt."),
            "completion_tokens": Integer(computed=True, doc="The number of tokens in the answer."),
            "total_tokens": Integer(
                computed=True, doc="The number of tokens in the prompt and the answer together."
            ),
            "prompt_tokens_details": Object(
                {
                    name: Integer(computed=True, doc=doc)
                    for name, doc in {
                        "audio_tokens": "The number of audio tokens.",
                        "cache_write_tokens": "The number of tokens written to the cache.",
                        "cached_tokens": "The number of tokens read from the cache.",
                        "image_tokens": "The number of image tokens.",
                        "text_tokens": "The number of text tokens.",
                    }.items()
                },
                computed=True,
                doc="The tokens of the prompt by kind.",
            ),
            "completion_tokens_details": Object(
                {
                    name: Integer(computed=True, doc=doc)
                    for name, doc in {
                        "accepted_prediction_tokens": "The number of tokens of the prediction that appeared in the answer.",
                        "audio_tokens": "The number of audio tokens.",
                        "reasoning_tokens": "The number of reasoning tokens.",
                        "rejected_prediction_tokens": "The number of tokens of the prediction that did not appear in the answer. "
                        "You pay for them.",
                        "text_tokens": "The number of text tokens.",
                    }.items()
                },
                computed=True,
                doc="The tokens of the answer by kind.",
            ),
        },
        computed=True,
        doc="The number of tokens that the request used.",
    ),
}
"""The attributes that the API returns."""


def with_text(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a completion with the text of its first choice in ``content``."""
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
