"""``openai_project_user_roles`` (data source): the roles of a project that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import EveryAssignedRole, every_assigned_role_schema
from provider_shim.resources import project_user_role


class ProjectUserRoles(EveryAssignedRole):
    """The roles of a project that a user has there, those inherited from groups among them."""

    type_name = "openai_project_user_roles"
    endpoint = project_user_role.ProjectUserRole.endpoint
    schema = every_assigned_role_schema(project_user_role.OF)
