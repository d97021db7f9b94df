"""``openai_project_service_tier_settings`` (data source): which service tiers a project may ask for."""

from __future__ import annotations

from provider_shim.areas.service_tiers import ALL_DOC, DEFAULT_DOC, ENDPOINT, TIERS_DOC, apart
from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.schema import Bool, Schema, SetOf, String


class ProjectServiceTierSettings(DataSource):
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

    def read(self, call: Call, config: Values) -> Values:
        """Read them, the list apart from the word for all."""
        answer = call.send(
            self.endpoint, self.endpoint.item, config, f"read the {self.noun}", method="GET"
        )
        return self.from_answer(apart(answer.body), config)
