"""``openai_project_service_tier_settings``: the service tiers that the requests of a project may use."""

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

DEFAULT_DOC = (
    "The service tier of requests that name no tier, or `auto`: `standard`, `fast` or `scale`."
)
TIERS_DOC = (
    "The service tiers that requests may use in addition to `standard`: `flex`, `fast` and `ultrafast`. With an empty list, "
    "requests may use only `standard`."
)
ALL_DOC = "Whether requests may use all service tiers, including tiers that OpenAI adds later."


def with_all_tiers(answer: Mapping[str, Any]) -> Json:
    """Return the settings with `all_tiers_enabled` in addition to the list. The API has one field for both."""
    tiers = answer.get("enabled_tiers")
    return {
        **answer,
        "all_tiers_enabled": tiers == ALL,
        "enabled_tiers": tiers if isinstance(tiers, list) else [],
    }


ENDPOINT = Rest(PATH, item=PATH, auth="admin", reshape=with_all_tiers)


class ProjectServiceTierSettings(Setting):
    """The service tiers that the requests of a project may use, and the default tier.

    The setting always exists. The create changes it, and destroying the resource restores the values from before. Arguments
    that you do not set stay as they are. The policy of the organization still applies.
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
        """Plan the list and `all_tiers_enabled` consistently: each determines the other."""
        if draft.config["all_tiers_enabled"] is not None:
            draft.planned["enabled_tiers"] = []
        elif draft.config["enabled_tiers"] is not None:
            draft.planned["all_tiers_enabled"] = False

    def body(self, values: Values) -> Json:
        """Return the body of the request, where one field is the list or `all`."""
        sent = super().body(values)
        if sent.pop("all_tiers_enabled", False) is True:
            sent["enabled_tiers"] = ALL
        return sent


class DataProjectServiceTierSettings(DataSource):
    """The service tiers that the requests of a project may use, and the default tier."""

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
