"""``openai_project_roles`` (data source): the roles of a project."""

from __future__ import annotations

from provider_shim.areas.roles import EveryRole, every_role_schema
from provider_shim.patterns.attributes import order
from provider_shim.resources import project_role
from provider_shim.schema import String


class ProjectRoles(EveryRole):
    """The roles of a project, predefined ones among them."""

    type_name = "openai_project_roles"
    endpoint = project_role.ProjectRole.endpoint
    schema = every_role_schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "order": order("Defaults to `asc`."),
        }
    )
