"""``openai_project_groups`` (data source): the groups that have access to a project."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import project_group
from provider_shim.schema import Integer, ListOf, Schema, String


class ProjectGroups(Every):
    """The groups that have access to a project."""

    type_name = "openai_project_groups"
    endpoint = project_group.ProjectGroup.endpoint
    items = "groups"
    schema = Schema(
        {
            **every_schema(
                project_group.ProjectGroup,
                items,
                {"order": order("Defaults to `asc`.")},
                untold=("role",),
                instead={"project_id": String(computed=True, doc="The id of the project.")},
            ).attributes,
            "group_ids": ListOf(String(), computed=True, doc="The ids of all of them."),
            "group_count": Integer(computed=True, doc="How many there are."),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """List them, and tell their ids by themselves."""
        found = super().read(call, config)
        ids = [one["group_id"] for one in found[self.items]]
        return {**found, "group_ids": ids, "group_count": len(ids)}
