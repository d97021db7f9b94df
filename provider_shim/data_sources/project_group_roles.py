"""``openai_project_group_roles`` (data source): the roles of a project that a group has."""

from __future__ import annotations

from provider_shim.areas.assignments import EveryAssignedRole, every_assigned_role_schema
from provider_shim.resources import project_group_role


class ProjectGroupRoles(EveryAssignedRole):
    """The roles of a project that a group has there."""

    type_name = "openai_project_group_roles"
    endpoint = project_group_role.ProjectGroupRole.endpoint
    schema = every_assigned_role_schema(project_group_role.OF)
