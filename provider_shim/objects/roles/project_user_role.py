"""``openai_project_user_role`` and ``openai_project_user_roles``: roles of a project for a user."""

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
    """The assignment of one role of a project to a user.

    Other roles of the user do not change. If the user already has the role, the resource takes over the assignment.
    Destroying the resource removes the role from the user. The roles that the user inherits from groups remain.

    ~> Do not use this resource for a user whose roles `openai_project_user_roles` manages: each would undo the changes of the
    other.
    """

    type_name = "openai_project_user_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_PROJECT)


class ProjectUserRoles(OwnedRoles):
    """All roles of a project for a user. The resource assigns the configured roles and removes all other roles.

    Creating the resource removes the roles that were assigned outside of it, with a warning for each. If `openai_project_user`
    assigns a role to the user, add that role to `role_ids`, too. The roles that the user inherits from groups remain. Destroying
    the resource removes the configured roles.

    ~> Do not use `openai_project_user_role` for the same user: each would undo the changes of the other.
    """

    type_name = "openai_project_user_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(
        parents(project_id="The id of the project.", user_id="The id of the user."), OF_PROJECT
    )


class DataProjectUserRole(AssignedRole):
    """A role of a project that is assigned to a user, found by the id or the name of the role."""

    type_name = "openai_project_user_role"
    endpoint = ProjectUserRole.endpoint
    schema = assigned_role_schema(ProjectUserRole)


class DataProjectUserRoles(ListAllAssignedRoles):
    """The roles of a project that a user has, including the roles that the user inherits from groups."""

    type_name = "openai_project_user_roles"
    endpoint = ProjectUserRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
