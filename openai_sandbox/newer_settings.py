"""Settings and spending of projects and organizations that OpenAI's package knows and a published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    NUMBER,
    TRUTH,
    Raw,
    answering,
    any_of,
    one,
    record,
    refer,
    several,
    taking,
)

_TIERS = {
    "default": one("standard", "fast", "scale"),
    "enabled_tiers": any_of(several(one("flex", "fast", "ultrafast")), one("all")),
}
_TIER_SETTINGS = record({"object": one("project.service_tier_settings"), **_TIERS})

_AMOUNT = {
    "threshold_amount": {**NUMBER, "minimum": 1},
    "currency": one("USD"),
    "interval": one("month"),
}


def _spend_limit(owner: str) -> Raw:
    enforcement = record({"status": one("inactive", "enforcing")})
    limit = record({"object": one(f"{owner}.spend_limit"), **_AMOUNT, "enforcement": enforcement})
    gone = record({"object": one(f"{owner}.spend_limit.deleted"), "deleted": TRUTH})
    return {
        "get": answering(limit),
        "post": taking(record(_AMOUNT), limit),
        "delete": answering(gone),
    }


PATHS: Mapping[str, Mapping[str, Any]] = {
    "/organization/projects/{project_id}/service_tier_settings": {
        "get": answering(_TIER_SETTINGS),
        "post": taking(record(_TIERS, _TIERS), _TIER_SETTINGS),
    },
    "/organization/projects/{project_id}/spend_alerts/{alert_id}": {
        "get": answering(refer("ProjectSpendAlert"))
    },
    "/organization/projects/{project_id}/spend_limit": _spend_limit("project"),
    "/organization/spend_alerts/{alert_id}": {"get": answering(refer("OrganizationSpendAlert"))},
    "/organization/spend_limit": _spend_limit("organization"),
}
"""Operations by path and method, as in a document."""
