"""Usage, costs and safety as far as OpenAI's package knows them and a published document does not describe them yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    NUMBER,
    TEXT,
    TRUTH,
    Raw,
    answering,
    one,
    or_null,
    record,
    several,
)

_TEXTS = several(TEXT)
_SOURCE = or_null(one("agents_api", "unlabeled"))
_COUNT_OR_NULL = or_null(NUMBER)
_TEXT_OR_NULL = or_null(TEXT)

_DETAILS = (
    *("input_audio", "input_cache_write_12h", "input_cache_write_30m", "input_cache_write"),
    *("input_cached_audio", "input_cached_image", "input_cached_text", "input_cached"),
    *("input_image", "input_text", "input_uncached"),
    *("output_audio", "output_image", "output_text"),
)

PROPERTIES: Mapping[str, Mapping[str, Raw]] = {
    "CostsResult": {
        "api_source": _SOURCE,
        "quantity_unit": _TEXT_OR_NULL,
        "user_id": _TEXT_OR_NULL,
    },
    "UsageCompletionsResult": {
        "api_source": _SOURCE,
        **{f"{name}_tokens": _COUNT_OR_NULL for name in _DETAILS},
    },
    "UsageWebSearchCallsResult": {"api_source": _SOURCE},
}
"""Properties of the document's own components, by the component's name."""

PARAMETERS: Mapping[str, Mapping[str, Raw]] = {
    "/organization/audit_logs": {"tenant_only": TRUTH},
    "/organization/costs": {
        "group_by": several(one("user_id", "api_source")),
        "line_items": _TEXTS,
    },
    "/organization/usage/completions": {"group_by": several(one("api_source"))},
    "/organization/usage/web_search_calls": {"group_by": several(one("api_source"))},
}
"""What else the query of a GET may hold: parameters, and values of those that the document has."""

# --- usage of decisions -----------------------------------------------------------------------------------------

_GROUPS: Mapping[str, Raw] = {
    "project_id": _TEXT_OR_NULL,
    "user_id": _TEXT_OR_NULL,
    "api_key_id": _TEXT_OR_NULL,
    "model": _TEXT_OR_NULL,
    "batch": or_null(TRUTH),
    "service_tier": _TEXT_OR_NULL,
    "api_source": _SOURCE,
}
_DECISIONS = record(
    {
        "object": one("organization.usage.decisions.result"),
        "num_model_requests": NUMBER,
        "input_tokens": NUMBER,
        "output_tokens": NUMBER,
        **{f"{name}_tokens": _COUNT_OR_NULL for name in _DETAILS},
        **_GROUPS,
    },
    optional=[*(f"{name}_tokens" for name in _DETAILS), *_GROUPS],
)
_BUCKET = record(
    {
        "object": one("bucket"),
        "start_time": NUMBER,
        "end_time": NUMBER,
        "results": several(_DECISIONS),
    }
)
_PAGE = record(
    {
        "object": one("page"),
        "data": several(_BUCKET),
        "has_more": TRUTH,
        "next_page": _TEXT_OR_NULL,
    },
    optional=["next_page"],
)
_ASKED: Mapping[str, Raw] = {
    "start_time": NUMBER,
    "end_time": NUMBER,
    "bucket_width": {**one("1m", "1h", "1d"), "default": "1d"},
    "project_ids": _TEXTS,
    "user_ids": _TEXTS,
    "api_key_ids": _TEXTS,
    "models": _TEXTS,
    "batch": TRUTH,
    "group_by": several(one(*_GROUPS)),
    "limit": NUMBER,
    "page": TEXT,
}

# --- safety -----------------------------------------------------------------------------------------------------

_ALERT = record(
    {
        "id": TEXT,
        "object": one("safety.alert"),
        "created_at": NUMBER,
        "error_type": one(
            "potentially_unintended_data_transfer",
            "potentially_unintended_data_access",
            "potentially_unintended_destructive_activity",
            "other",
        ),
        "model": TEXT,
        "reason": _TEXT_OR_NULL,
        "request_id": TEXT,
        "request_paused": TRUTH,
        "response_id": TEXT,
        "detailed_explanation": _TEXT_OR_NULL,
    },
    optional=["reason", "detailed_explanation"],
)
_CASE = record(
    {
        "id": TEXT,
        "object": one("safety.case"),
        "created_at": NUMBER,
        "entity_identifier": TEXT,
        "notice": record({"type": one("warning", "deactivation")}),
        "reason": _TEXT_OR_NULL,
    },
    optional=["reason"],
)

PATHS: Mapping[str, Mapping[str, Any]] = {
    "/organization/usage/decisions": {
        "get": {
            "parameters": [
                {"in": "query", "name": name, "required": name == "start_time", "schema": raw}
                for name, raw in _ASKED.items()
            ],
            **answering(_PAGE),
        }
    },
    "/safety/alerts/{alert_id}": {"get": answering(_ALERT)},
    "/safety/cases/{case_id}": {"get": answering(_CASE)},
}
"""Operations by path and method, as in a document."""
