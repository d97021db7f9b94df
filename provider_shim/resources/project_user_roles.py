"""``openai_project_user_roles``: all roles of a project that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import OF_PROJECT, parents
from provider_shim.areas.owned_roles import OwnedRoles, owned_roles_schema
from provider_shim.rest import Rest

_ROLES = "/projects/{project_id}/users/{user_id}/roles"


class ProjectUserRoles(OwnedRoles):
    """All roles of a project that a user has there: those that are configured are given, and all others are taken away.

    Creating the resource takes away roles that were given elsewhere, and warns of each. The role that `openai_project_user` gives
    may be among them: tell it, too. What comes from groups stays as it is. Destroying the resource takes away the roles that
    it tells.

    ~> Do not use `openai_project_user_role` for the same user: each would undo what the other does.
    """

    type_name = "openai_project_user_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(
        parents(project_id="The id of the project.", user_id="The id of the user."), OF_PROJECT
    )
