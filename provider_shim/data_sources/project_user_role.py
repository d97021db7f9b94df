"""``openai_project_user_role`` (data source): a role of a project that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import AssignedRole, assigned_role_schema
from provider_shim.resources import project_user_role


class ProjectUserRole(AssignedRole):
    """A role of a project that a user has there, found by the id or the name of the role."""

    type_name = "openai_project_user_role"
    endpoint = project_user_role.ProjectUserRole.endpoint
    schema = assigned_role_schema(project_user_role.ProjectUserRole)
