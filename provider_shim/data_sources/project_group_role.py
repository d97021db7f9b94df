"""``openai_project_group_role`` (data source): a role of a project that a group has."""

from __future__ import annotations

from provider_shim.areas.assignments import AssignedRole, assigned_role_schema
from provider_shim.resources import project_group_role


class ProjectGroupRole(AssignedRole):
    """A role of a project that a group has there, found by the id or the name of the role."""

    type_name = "openai_project_group_role"
    endpoint = project_group_role.ProjectGroupRole.endpoint
    schema = assigned_role_schema(project_group_role.ProjectGroupRole)
