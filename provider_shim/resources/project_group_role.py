"""``openai_project_group_role``: a role of a project that a group has."""

from __future__ import annotations

from provider_shim.areas.assignments import OF_PROJECT, Assignment, assignment_schema, parents
from provider_shim.rest import Rest

_ROLES = "/projects/{project_id}/groups/{group_id}/roles"
OF = parents(project_id="The id of the project.", group_id="The id of the group.")


class ProjectGroupRole(Assignment):
    """A role of a project that a group has there, whichever others it has. Everybody in the group has it through that.

    A group that has the role already keeps it. Destroying the resource takes the role from the group.

    ~> Do not use it for a group whose roles `openai_project_group_roles` tells: each would undo what the other does.
    """

    type_name = "openai_project_group_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_PROJECT)
