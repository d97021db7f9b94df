"""What a chat completion tells. It must not send anything."""

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
        Object(computed(TOOL_CALL.attributes)),
        computed=True,
        doc="The tools that the model calls.",
    ),
    "function_call": Object(
        computed(CALLED_FUNCTION),
        computed=True,
        doc="The function that the model calls. Deprecated.",
    ),
}
"""What the model says beside its text."""

RESULTS: dict[str, Attribute] = {
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
