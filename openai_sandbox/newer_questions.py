"""What OpenAI's package knows of questions to models, and no published document or only a later one describes.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping

from openai_sandbox.describing import (
    NULL,
    NUMBER,
    TEXT,
    TRUTH,
    Raw,
    any_of,
    one,
    or_null,
    record,
    several,
)

_PROGRAM = one("standard", "daybreak_blue", "daybreak_red")
_EFFORT = one("none", "minimal", "low", "medium", "high", "xhigh", "max")

_DRAWN = record({"image_tokens": NUMBER, "text_tokens": NUMBER})
_TOOL_USAGE = record(
    {
        "image_gen": record(
            {
                **dict.fromkeys(("input_tokens", "output_tokens", "total_tokens"), NUMBER),
                "input_tokens_details": _DRAWN,
                "output_tokens_details": or_null(_DRAWN),
                "cached_tokens": or_null(NUMBER),
                "cached_tokens_details": or_null(
                    record({"cached_image_tokens": NUMBER, "cached_text_tokens": NUMBER})
                ),
            },
            optional=("output_tokens_details", "cached_tokens", "cached_tokens_details"),
        ),
        "web_search": record({"num_requests": NUMBER}),
    }
)

_WITHHELD = record(
    {
        "id": TEXT,
        "type": one("reasoning"),
        "action": one("removed"),
        "reason": one(
            *("organization_mismatch", "end_user_mismatch", "model_mismatch"),
            *("prefix_mismatch", "turn_boundary"),
        ),
    }
)

_DIAGNOSTICS = any_of(
    record(
        {
            "type": one("cache_miss"),
            "reason": one(
                *("model_changed", "prompt_cache_key_changed", "tools_changed", "input_changed"),
                *("text_format_changed", "reasoning_effort_changed", "verbosity_changed"),
                *("context_compacted", "service_tier_changed"),
            ),
            "cache_missed_tokens": NUMBER,
            "comparison_reusable_tokens": or_null(NUMBER),
        },
        optional=("comparison_reusable_tokens",),
    ),
    *(
        record({"type": one(kind)})
        for kind in ("cache_hit", "comparison_response_not_found", "unavailable")
    ),
    NULL,
)

_JUDGED = record({"mode": one("score", "block")})
_MODERATION = or_null(
    record(
        {
            "model": TEXT,
            "policy": or_null(
                record(
                    {"input": or_null(_JUDGED), "output": or_null(_JUDGED)},
                    optional=("input", "output"),
                )
            ),
        },
        optional=("policy",),
    )
)
_FOUND = any_of(
    record(
        {
            "type": one("moderation_result"),
            "model": TEXT,
            "flagged": TRUTH,
            "categories": {"type": "object", "additionalProperties": TRUTH},
            "category_scores": {"type": "object", "additionalProperties": {"type": "number"}},
            "category_applied_input_types": {
                "type": "object",
                "additionalProperties": several(one("text", "image")),
            },
        }
    ),
    record({"type": one("error"), "code": TEXT, "message": TEXT}),
)

_WHO_CACHES = {"mode": one("implicit", "explicit")}
_CACHED = {**_WHO_CACHES, "ttl": one("30m", "12h")}
_COMPARED = {"comparison_response_id": or_null(TEXT), "prewarm": TRUTH}

PROPERTIES: Mapping[str, Mapping[str, Raw]] = {
    "CreateChatCompletionRequest": {
        "moderation": _MODERATION,
        "prompt_cache_options": record(
            {**_WHO_CACHES, "ttl": one("30m")}, optional=("mode", "ttl")
        ),
    },
    "CreateResponse": {
        "moderation": _MODERATION,
        "prompt_cache_options": record({**_CACHED, **_COMPARED}, optional=(*_CACHED, *_COMPARED)),
        "access_programs": record({"cyber": _PROGRAM}, optional=("cyber",)),
        "background_options": record(
            {"completion_window": one("soonest", "2h", "8h"), "continuation_id": TEXT},
            optional=("completion_window", "continuation_id"),
        ),
        "image": record(
            {"context_compression": one("auto", "enabled", "disabled")},
            optional=("context_compression",),
        ),
    },
    "Response": {
        "access_programs": or_null(record({"cyber": _PROGRAM})),
        "image": or_null(record({"context_compression": one("enabled", "disabled")})),
        "moderation": or_null(record({"input": _FOUND, "output": _FOUND})),
        "prompt_cache_options": or_null(
            record(
                {**_CACHED, "comparison_response_id": or_null(TEXT)},
                optional=("comparison_response_id",),
            )
        ),
        "input_transformations": or_null(several(_WITHHELD)),
        "prompt_cache_diagnostics": _DIAGNOSTICS,
        "tool_usage": or_null(_TOOL_USAGE),
    },
    "PromptCacheOptionsParam": _COMPARED,
    "TokenCountsBody": {"personality": any_of(TEXT, one("friendly", "pragmatic"))},
    "FunctionTool": {"async": TRUTH},
    "FunctionToolParam": {"async": TRUTH},
    "CustomToolParam": {"async": TRUTH},
    "ImageGenTool": {
        "complexity": one("low", "medium", "high"),
        "frame_count": NUMBER,
        "frame_duration_ms": NUMBER,
        "svg": record(
            {
                "model": TEXT,
                "reasoning": or_null(record({"effort": _EFFORT}, optional=("effort",))),
            },
            optional=("model", "reasoning"),
        ),
    },
}
"""Properties of the document's own components, by the component's name."""
