"""What a response tells, to whatever kind of object. It must not send anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.responses.arguments import (
    ACCESS_PROGRAMS,
    CACHE_OPTIONS,
    IMAGE,
    REASONING,
)
from provider_shim.objects.responses.items import text_of
from provider_shim.patterns.attributes import created_at, free_json
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import (
    Attribute,
    Float,
    Integer,
    ListOf,
    Object,
    String,
    computed,
)

_TOKENS = {
    "input_tokens": "The tokens of the input.",
    "output_tokens": "The tokens of the output.",
    "total_tokens": "Both.",
}


def _numbers(docs: Mapping[str, str]) -> dict[str, Attribute]:
    return {name: Integer(computed=True, doc=doc) for name, doc in docs.items()}


def _kinds_of_tokens(image: str, text: str) -> Object:
    return Object(
        _numbers({image: "Those of images.", text: "Those of text."}),
        computed=True,
        doc="What kinds of tokens they are.",
    )


_USAGE = Object(
    {
        **_numbers(_TOKENS),
        "input_tokens_details": Object(
            {
                **_numbers(
                    {
                        "cached_tokens": "Those read from the cache.",
                        "cache_write_tokens": "Those written to the cache.",
                    }
                ),
                "cache_write_tokens_details": Object(
                    _numbers(
                        {
                            "ttl_30m_tokens": "Those kept for 30 minutes.",
                            "ttl_12h_tokens": "Those kept for 12 hours.",
                        }
                    ),
                    computed=True,
                    doc="How long they are kept.",
                ),
            },
            computed=True,
            doc="The tokens of the input by kind.",
        ),
        "output_tokens_details": Object(
            _numbers({"reasoning_tokens": "Those of reasoning."}),
            computed=True,
            doc="The tokens of the output by kind.",
        ),
    },
    computed=True,
    doc="How many tokens were used.",
)

_TOOL_USAGE = Object(
    {
        "image_gen": Object(
            {
                **_numbers(_TOKENS),
                "input_tokens_details": _kinds_of_tokens("image_tokens", "text_tokens"),
                "output_tokens_details": _kinds_of_tokens("image_tokens", "text_tokens"),
                "cached_tokens": Integer(computed=True, doc="Those read from the cache."),
                "cached_tokens_details": _kinds_of_tokens(
                    "cached_image_tokens", "cached_text_tokens"
                ),
            },
            computed=True,
            doc="The tokens that drawing took.",
        ),
        "web_search": Object(
            _numbers({"num_requests": "The searches that are paid for."}),
            computed=True,
            doc="The searches of the web.",
        ),
    },
    computed=True,
    doc="What the tools that OpenAI hosts have used, beside `usage`.",
)

_FAILURE = Object(
    {
        "code": String(computed=True, doc="The kind of the failure, such as `server_error`."),
        "message": String(computed=True, doc="What went wrong."),
        "param": String(computed=True, doc="The argument at fault, where one is."),
        "type": String(computed=True, doc="The type of the failure."),
        "misalignment": Object(
            {
                "detailed_explanation": String(computed=True, doc="Why it was stopped."),
                "error_type": String(computed=True, doc="What was about to happen."),
                "review_target": String(computed=True, doc="What a review would be about."),
                "steer": Object(
                    {"message": String(computed=True, doc="How to go on.")},
                    computed=True,
                    doc="How the model may be told to go on.",
                ),
            },
            computed=True,
            doc="Why OpenAI stopped the model, where it did.",
        ),
    },
    computed=True,
    doc="Why the response failed, where it did.",
)

_DIAGNOSTICS = Object(
    {
        "type": String(
            computed=True,
            doc="What was found: `cache_hit`, `cache_miss`, `comparison_response_not_found` or `unavailable`.",
        ),
        "reason": String(
            computed=True,
            doc="Why the cache was not used, such as `input_changed`, `tools_changed` or `model_changed`.",
        ),
        **_numbers(
            {
                "cache_missed_tokens": "How many tokens that concerns, roughly.",
                "comparison_reusable_tokens": "How many tokens of the other response could be used again.",
            }
        ),
    },
    computed=True,
    doc="Why the cache was or was not used, where `prompt_cache_options.comparison_response_id` asks for it.",
)

_WITHHELD = ListOf(
    Object(
        {
            "id": String(computed=True, doc="The id of the item."),
            "type": String(computed=True, doc="The kind of item: `reasoning`."),
            "action": String(computed=True, doc="What was done: `removed`."),
            "reason": String(computed=True, doc="Why, such as `model_mismatch`."),
        }
    ),
    computed=True,
    doc="The items of the input that the model did not get to see.",
)

RESULTS: dict[str, Attribute] = {
    "output_text": String(
        computed=True,
        also=("content",),
        doc="The text of the answer, from all of its messages: what most users want.",
    ),
    "output": free_json(
        "The items of the answer, each as the API tells it: messages, calls of tools, reasoning. Images that a tool draws are in it "
        "as base64.",
        computed=True,
    ),
    "status": String(
        computed=True,
        doc="The state of the response: `completed`, `failed`, `in_progress`, `cancelled`, `queued` or `incomplete`.",
    ),
    "incomplete_details": Object(
        {
            "reason": String(
                computed=True,
                doc="The reason, such as `max_output_tokens` or `content_filter`.",
            )
        },
        computed=True,
        doc="Why the response is incomplete, where it is.",
    ),
    "error": _FAILURE,
    "created_at": created_at("response"),
    "completed_at": Float(
        computed=True, doc="When the response was completed, in seconds since 1970."
    ),
    "usage": _USAGE,
    "tool_usage": _TOOL_USAGE,
    "input_transformations": _WITHHELD,
    "prompt_cache_diagnostics": _DIAGNOSTICS,
}
"""What comes back whoever asks."""

EFFECTIVE: dict[str, Attribute] = {
    "response_model": String(
        computed=True, wire="model", doc="The model that answered: `model` may be an alias for it."
    ),
    "response_service_tier": String(
        computed=True, wire="service_tier", doc="How the request was served."
    ),
    "response_moderation": free_json(
        "What the moderation found in `input` and `output`, where `moderation` asked for it.",
        computed=True,
        wire="moderation",
    ),
    **{
        f"response_{name}": attribute.but(
            attributes=computed(attribute.attributes),
            optional=False,
            computed=True,
            wire=name,
            doc=f"The `{name}` that took effect, where the API tells it.",
        )
        for name, attribute in (
            ("access_programs", ACCESS_PROGRAMS),
            ("image", IMAGE),
            ("prompt_cache_options", CACHE_OPTIONS),
            ("reasoning", REASONING),
        )
    },
}
"""What of a question took effect, where it may be another than was asked."""


def readable(answer: Mapping[str, Any]) -> Json:
    """Return a response with its text by itself, and with the conversation as the id that it is asked by."""
    conversation = answer.get("conversation")
    output = answer.get("output")
    messages = (
        [one for one in output if isinstance(one, Mapping)] if isinstance(output, list) else []
    )
    texts = [text_of(one.get("content")) for one in messages if one.get("type") == "message"]
    found = [text for text in texts if text]
    return {
        **answer,
        **({"output_text": "".join(found) or None} if "output" in answer else {}),
        **({"conversation": conversation.get("id")} if isinstance(conversation, Mapping) else {}),
    }
