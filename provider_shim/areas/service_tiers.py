"""The service tiers that a project may ask for: what resource and data source share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.rest import Json, Rest

PATH = "/organization/projects/{project_id}/service_tier_settings"
ENDPOINT = Rest(PATH, item=PATH, auth="admin")
DEFAULTS = ("standard", "fast", "scale")
TIERS = ("flex", "fast", "ultrafast")
ALL = "all"

DEFAULT_DOC = "The tier of requests that name none, or `auto`: `standard`, `fast` or `scale`."
TIERS_DOC = "The tiers that may be asked for besides `standard`: `flex`, `fast`, `ultrafast`; none with an empty list."
ALL_DOC = "Whether all tiers may be asked for, with those that OpenAI will add."


def apart(answer: Mapping[str, Any]) -> Json:
    """Return the settings with the list apart from the word for all: the API has either in one place."""
    told = answer.get("enabled_tiers")
    return {
        **answer,
        "all_tiers_enabled": told == ALL,
        "enabled_tiers": told if isinstance(told, list) else [],
    }
