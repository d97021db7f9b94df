"""The read-only attributes of responses, for all objects that return them."""

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
    "total_tokens": "The tokens of the input and the output.",
}


def _numbers(docs: Mapping[str, str]) -> dict[str, Attribute]:
    return {name: Integer(computed=True, doc=doc) for name, doc in docs.items()}


def _kinds_of_tokens(image: str, text: str) -> Object:
    return Object(
        _numbers({image: "The image tokens.", text: "The text tokens."}),
        computed=True,
        doc="The tokens by kind.",
    )


_USAGE = Object(
    {
        **_numbers(_TOKENS),
        "input_tokens_details": Object(
            {
                **_numbers(
                    {
                        "cached_tokens": "The tokens that were read from the cache.",
                        "cache_write_tokens": "The tokens that were written to the cache.",
                    }
                ),
                "cache_write_tokens_details": Object(
                    _numbers(
                        {
                            "ttl_30m_tokens": "The tokens that are cached for 30 minutes.",
                            "ttl_12h_tokens": "The tokens that are cached for 12 hours.",
                        }
                    ),
                    computed=True,
                    doc="The tokens by the time for which they are cached.",
                ),
            },
            computed=True,
            doc="The tokens of the input by kind.",
        ),
        "output_tokens_details": Object(
            _numbers({"reasoning_tokens": "The reasoning tokens."}),
            computed=True,
            doc="The tokens of the output by kind.",
        ),
    },
    computed=True,
    doc="The number of tokens that were used.",
)

_TOOL_USAGE = Object(
    {
        "image_gen": Object(
            {
                **_numbers(_TOKENS),
                "input_tokens_details": _kinds_of_tokens("image_tokens", "text_tokens"),
                "output_tokens_details": _kinds_of_tokens("image_tokens", "text_tokens"),
                "cached_tokens": Integer(
                    computed=True, doc="The tokens that were read from the cache."
                ),
                "cached_tokens_details": _kinds_of_tokens(
                    "cached_image_tokens", "cached_text_tokens"
                ),
            },
            computed=True,
            doc="The tokens that image generation used.",
        ),
        "web_search": Object(
            _numbers({"num_requests": "The number of searches that OpenAI charges for."}),
            computed=True,
            doc="The usage of web search.",
        ),
    },
    computed=True,
    doc="The usage of the tools that OpenAI hosts, in addition to `usage`.",
)

_FAILURE = Object(
    {
        "code": String(computed=True, doc="The kind of the failure, such as `server_error`."),
        "message": String(computed=True, doc="The message of the error."),
        "param": String(
            computed=True, doc="The argument that caused the failure, if there is one."
        ),
        "type": String(computed=True, doc="The type of the failure."),
        "misalignment": Object(
            {
                "detailed_explanation": String(
                    computed=True, doc="The explanation why OpenAI stopped the model."
                ),
                "error_type": String(computed=True, doc="The kind of misalignment."),
                "review_target": String(computed=True, doc="The target of a review."),
                "steer": Object(
                    {"message": String(computed=True, doc="The text of the suggested message.")},
                    computed=True,
                    doc="A suggested message with which the model can continue.",
                ),
            },
            computed=True,
            doc="The reason if OpenAI stopped the model.",
        ),
    },
    computed=True,
    doc="The error if the response failed.",
)

_DIAGNOSTICS = Object(
    {
        "type": String(
            computed=True,
            doc="The result of the comparison: `cache_hit`, `cache_miss`, `comparison_response_not_found` or `unavailable`.",
        ),
        "reason": String(
            computed=True,
            doc="Why the cache was not used, such as `input_changed`, `tools_changed` or `model_changed`.",
        ),
        **_numbers(
            {
                "cache_missed_tokens": "The approximate number of tokens that were not read from the cache.",
                "comparison_reusable_tokens": "The number of tokens of the other response that can be reused.",
            }
        ),
    },
    computed=True,
    doc="The reason why the cache was used or not used, if `prompt_cache_options.comparison_response_id` is set.",
)

_WITHHELD = ListOf(
    Object(
        {
            "id": String(computed=True, doc="The id of the item."),
            "type": String(computed=True, doc="The kind of item: `reasoning`."),
            "action": String(computed=True, doc="The action of the API: `removed`."),
            "reason": String(computed=True, doc="The reason, such as `model_mismatch`."),
        }
    ),
    computed=True,
    doc="The items of the input that the API did not send to the model.",
)

RESULTS: dict[str, Attribute] = {
    "output_text": String(
        computed=True,
        also=("content",),
        doc="The text of the output, joined from all messages.",
    ),
    "output": free_json(
        "The output items, as the API returns them: messages, tool calls, and reasoning. Images that a tool creates are "
        "included as base64.",
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
        doc="The reason if the response is incomplete.",
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
"""The results of every request for a response."""

EFFECTIVE: dict[str, Attribute] = {
    "response_model": String(
        computed=True,
        wire="model",
        doc="The id of the model that created the response. `model` may be an alias of it.",
    ),
    "response_service_tier": String(
        computed=True, wire="service_tier", doc="The service tier that was used."
    ),
    "response_moderation": free_json(
        "The results of the moderation for `input` and `output`, if `moderation` is set.",
        computed=True,
        wire="moderation",
    ),
    **{
        f"response_{name}": attribute.but(
            attributes=computed(attribute.attributes),
            optional=False,
            computed=True,
            wire=name,
            doc=f"The `{name}` that the API used. Null if the API does not return it.",
        )
        for name, attribute in (
            ("access_programs", ACCESS_PROGRAMS),
            ("image", IMAGE),
            ("prompt_cache_options", CACHE_OPTIONS),
            ("reasoning", REASONING),
        )
    },
}
"""The arguments that the API used, which may differ from the configured ones."""


def readable(answer: Mapping[str, Any]) -> Json:
    """Return a response with the additional field `output_text`, and with the id of its conversation."""
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
