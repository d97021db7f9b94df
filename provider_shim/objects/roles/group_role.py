"""``openai_group_role`` and ``openai_group_roles``: roles of the organization for a group."""

from __future__ import annotations

from provider_shim.objects.roles.assignments import (
    OF_ORGANIZATION,
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

_ROLES = "/organization/groups/{group_id}/roles"
OF = parents(group_id="The id of the group.")


class GroupRole(Assignment):
    """The assignment of one role of the organization to a group. All members of the group inherit the role.

    Other roles of the group do not change. If the group already has the role, the resource takes over the assignment.
    Destroying the resource removes the role from the group.

    ~> Do not use this resource for a group whose roles `openai_group_roles` manages: each would undo the changes of the other.
    """

    type_name = "openai_group_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_ORGANIZATION)


class GroupRoles(OwnedRoles):
    """All roles of the organization for a group. The resource assigns the configured roles and removes all other roles.

    Creating the resource removes the roles that were assigned outside of it, with a warning for each. Destroying the resource
    removes the configured roles.

    ~> Do not use `openai_group_role` for the same group: each would undo the changes of the other.
    """

    type_name = "openai_group_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(parents(group_id="The id of the group."), OF_ORGANIZATION)


class DataGroupRole(AssignedRole):
    """A role of the organization that is assigned to a group, found by the id or the name of the role."""

    type_name = "openai_group_role"
    endpoint = GroupRole.endpoint
    schema = assigned_role_schema(GroupRole)


class DataGroupRoles(ListAllAssignedRoles):
    """The roles of the organization that are assigned to a group."""

    type_name = "openai_group_roles"
    endpoint = GroupRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
