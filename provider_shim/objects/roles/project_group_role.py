"""``openai_project_group_role`` and ``openai_project_group_roles``: roles of a project for a group."""

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

_ROLES = "/projects/{project_id}/groups/{group_id}/roles"
OF = parents(project_id="The id of the project.", group_id="The id of the group.")


class ProjectGroupRole(Assignment):
    """The assignment of one role of a project to a group. All members of the group inherit the role.

    Other roles of the group do not change. If the group already has the role, the resource takes over the assignment.
    Destroying the resource removes the role from the group.

    ~> Do not use this resource for a group whose roles `openai_project_group_roles` manages: each would undo the changes of the
    other.
    """

    type_name = "openai_project_group_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_PROJECT)


class ProjectGroupRoles(OwnedRoles):
    """All roles of a project for a group. The resource assigns the configured roles and removes all other roles.

    Creating the resource removes the roles that were assigned outside of it, with a warning for each. If `openai_project_group`
    assigns a role to the group, add that role to `role_ids`, too. Destroying the resource removes the configured roles.

    ~> Do not use `openai_project_group_role` for the same group: each would undo the changes of the other.
    """

    type_name = "openai_project_group_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(
        parents(project_id="The id of the project.", group_id="The id of the group."), OF_PROJECT
    )


class DataProjectGroupRole(AssignedRole):
    """A role of a project that is assigned to a group, found by the id or the name of the role."""

    type_name = "openai_project_group_role"
    endpoint = ProjectGroupRole.endpoint
    schema = assigned_role_schema(ProjectGroupRole)


class DataProjectGroupRoles(ListAllAssignedRoles):
    """The roles of a project that are assigned to a group."""

    type_name = "openai_project_group_roles"
    endpoint = ProjectGroupRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
