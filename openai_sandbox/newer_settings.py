"""Settings of projects that OpenAI's package knows and a published document does not describe yet: tiers, spend limits.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_Schema = dict[str, Any]


def _one(*values: str) -> _Schema:
    return {"type": "string", "enum": list(values)}


def _object(properties: Mapping[str, _Schema], *required: str) -> _Schema:
    return {"type": "object", "properties": dict(properties), "required": list(required)}


def _answers(schema: _Schema) -> _Schema:
    return {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}


def _takes(body: _Schema, answer: _Schema) -> _Schema:
    content = {"application/json": {"schema": body}}
    return {"requestBody": {"required": True, "content": content}, **_answers(answer)}


_TIERS = {
    "default": _one("standard", "fast", "scale"),
    "enabled_tiers": {
        "anyOf": [
            {"type": "array", "items": _one("flex", "fast", "ultrafast")},
            _one("all"),
        ]
    },
}
_TIER_SETTINGS = _object(
    {"object": _one("project.service_tier_settings"), **_TIERS},
    "object",
    "default",
    "enabled_tiers",
)

_AMOUNT = {
    "threshold_amount": {"type": "integer", "minimum": 1},
    "currency": _one("USD"),
    "interval": _one("month"),
}


def _spend_limit(owner: str) -> _Schema:
    enforcement = _object({"status": _one("inactive", "enforcing")}, "status")
    kind = _one(f"{owner}.spend_limit")
    limit = _object(
        {"object": kind, **_AMOUNT, "enforcement": enforcement},
        "object",
        *_AMOUNT,
        "enforcement",
    )
    gone = _object(
        {"object": _one(f"{owner}.spend_limit.deleted"), "deleted": {"type": "boolean"}},
        "object",
        "deleted",
    )
    return {
        "get": _answers(limit),
        "post": _takes(_object(_AMOUNT, *_AMOUNT), limit),
        "delete": _answers(gone),
    }


PATHS: Mapping[str, Mapping[str, Any]] = {
    "/organization/projects/{project_id}/service_tier_settings": {
        "get": _answers(_TIER_SETTINGS),
        "post": _takes(_object(_TIERS), _TIER_SETTINGS),
    },
    "/organization/projects/{project_id}/spend_limit": _spend_limit("project"),
    "/organization/spend_limit": _spend_limit("organization"),
}
"""Operations by path and method, as in a document."""
