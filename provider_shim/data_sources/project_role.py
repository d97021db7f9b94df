"""``openai_project_role`` (data source): one role of a project, by id or by name."""

from __future__ import annotations

from provider_shim.areas.roles import LookedUpRole, role_schema
from provider_shim.resources import project_role


class ProjectRole(LookedUpRole):
    """A role of a project, custom or predefined, found by its id or its name; capitals in the name do not matter."""

    type_name = "openai_project_role"
    endpoint = project_role.ProjectRole.endpoint
    schema = role_schema(project_role.ProjectRole)
