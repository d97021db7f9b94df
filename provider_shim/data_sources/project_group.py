"""``openai_project_group`` (data source): a group that has access to a project, by id or by name."""

from __future__ import annotations

from provider_shim.call import Values
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import project_group
from provider_shim.rest import Json
from provider_shim.schema import Schema, String


def _schema() -> Schema:
    found = lookup_schema(project_group.ProjectGroup, "group_name", untold=("role",)).attributes
    kind = String(
        optional=True,
        computed=True,
        enum=("group", "tenant_group"),
        doc="The kind of group, `group` or `tenant_group`. Looking for a group by its id, the API takes it for `group`.",
    )
    return Schema({**found, "group_id": found["group_id"].but(also=("id",)), "group_type": kind})


class ProjectGroup(Lookup):
    """A group that has access to a project, found by its id or by its name."""

    type_name = "openai_project_group"
    endpoint = project_group.ProjectGroup.endpoint
    by = "group_name"
    schema = _schema()

    def query(self, values: Values) -> Json:
        """Tell the kind of group, where one is asked for."""
        return {} if values["group_type"] is None else {"group_type": values["group_type"]}
