"""``openai_project_service_tier_settings``: which service tiers a project may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Values
from provider_shim.engine.resource import DataSource, Draft
from provider_shim.patterns.settings import Setting, restored_on_destroy, setting_id
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Bool, Schema, SetOf, String

PATH = "/organization/projects/{project_id}/service_tier_settings"
DEFAULTS = ("standard", "fast", "scale")
TIERS = ("flex", "fast", "ultrafast")
ALL = "all"

DEFAULT_DOC = "The tier of requests that name none, or `auto`: `standard`, `fast` or `scale`."
TIERS_DOC = "The tiers that may be asked for besides `standard`: `flex`, `fast`, `ultrafast`; none with an empty list."
ALL_DOC = "Whether all tiers may be asked for, with those that OpenAI will add."


def apart(answer: Mapping[str, Any]) -> Json:
    """Return the settings with the list apart from the word for all: the API has either in one place."""
    tiers = answer.get("enabled_tiers")
    return {
        **answer,
        "all_tiers_enabled": tiers == ALL,
        "enabled_tiers": tiers if isinstance(tiers, list) else [],
    }


ENDPOINT = Rest(PATH, item=PATH, auth="admin", reshape=apart)


class ProjectServiceTierSettings(Setting):
    """Which service tiers the requests of a project may ask for, and which one they get if they ask for none.

    The setting always exists: creating the resource takes it over, and destroying it gives back what was set before. What
    is left out stays as it is. The policy of the organization still applies.
    """

    type_name = "openai_project_service_tier_settings"
    endpoint = ENDPOINT
    schema = Schema(
        {
            "id": setting_id(),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "default": String(optional=True, computed=True, enum=DEFAULTS, doc=DEFAULT_DOC),
            "enabled_tiers": SetOf(
                String(enum=TIERS),
                optional=True,
                computed=True,
                conflicts_with=("all_tiers_enabled",),
                doc=TIERS_DOC,
            ),
            "all_tiers_enabled": Bool(
                optional=True, computed=True, conflicts_with=("enabled_tiers",), doc=ALL_DOC
            ),
            "on_destroy": restored_on_destroy(),
            "object": String(computed=True, doc="The kind of object."),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Let the list say what the word for all says, and the other way round."""
        if draft.config["all_tiers_enabled"] is not None:
            draft.planned["enabled_tiers"] = []
        elif draft.config["enabled_tiers"] is not None:
            draft.planned["all_tiers_enabled"] = False

    def body(self, values: Values) -> Json:
        """Return the word for all, or the list."""
        sent = super().body(values)
        if sent.pop("all_tiers_enabled", False) is True:
            sent["enabled_tiers"] = ALL
        return sent


class DataProjectServiceTierSettings(DataSource):
    """Which service tiers the requests of a project may ask for, and which one they get if they ask for none."""

    type_name = "openai_project_service_tier_settings"
    endpoint = ENDPOINT
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "default": String(computed=True, doc=DEFAULT_DOC),
            "enabled_tiers": SetOf(String(), computed=True, doc=TIERS_DOC),
            "all_tiers_enabled": Bool(computed=True, doc=ALL_DOC),
            "object": String(computed=True, doc="The kind of object."),
        }
    )
