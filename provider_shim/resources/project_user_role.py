"""``openai_project_user_role``: a role of a project that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import OF_PROJECT, Assignment, assignment_schema, parents
from provider_shim.rest import Rest

_ROLES = "/projects/{project_id}/users/{user_id}/roles"
OF = parents(project_id="The id of the project.", user_id="The id of the user.")


class ProjectUserRole(Assignment):
    """A role of a project that a user has there, whichever others the user has.

    A user who has the role already keeps it. Destroying the resource takes the role from the user; what comes from groups
    stays.

    ~> Do not use it for a user whose roles `openai_project_user_roles` tells: each would undo what the other does.
    """

    type_name = "openai_project_user_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_PROJECT)
