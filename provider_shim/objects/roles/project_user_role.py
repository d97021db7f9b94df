"""``openai_project_user_role``: a role of a project that a user has."""

from __future__ import annotations

from provider_shim.objects.roles.assignments import (
    OF_PROJECT,
    AssignedRole,
    Assignment,
    ListAllAssignedRoles,
    assigned_role_schema,
    assignment_schema,
    list_all_assigned_roles_schema,
    parents,
)
from provider_shim.objects.roles.owned_roles import OwnedRoles, owned_roles_schema
from provider_shim.vocabulary.rest import Rest

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


class DataProjectUserRole(AssignedRole):
    """A role of a project that a user has there, found by the id or the name of the role."""

    type_name = "openai_project_user_role"
    endpoint = ProjectUserRole.endpoint
    schema = assigned_role_schema(ProjectUserRole)


class DataProjectUserRoles(ListAllAssignedRoles):
    """The roles of a project that a user has there, those inherited from groups among them."""

    type_name = "openai_project_user_roles"
    endpoint = ProjectUserRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
