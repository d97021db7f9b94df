"""``openai_group_role``: a role of the organization that a group has."""

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
    """A role of the organization that a group has, whichever others it has. Everybody in the group has it through that.

    A group that has the role already keeps it. Destroying the resource takes the role from the group.

    ~> Do not use it for a group whose roles `openai_group_roles` tells: each would undo what the other does.
    """

    type_name = "openai_group_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_ORGANIZATION)


class GroupRoles(OwnedRoles):
    """All roles of the organization that a group has: those that are configured are given, and all others are taken away.

    Creating the resource takes away roles that were given elsewhere, and warns of each. Destroying it takes away the roles that
    it tells.

    ~> Do not use `openai_group_role` for the same group: each would undo what the other does.
    """

    type_name = "openai_group_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(parents(group_id="The id of the group."), OF_ORGANIZATION)


class DataGroupRole(AssignedRole):
    """A role of the organization that a group has, found by the id or the name of the role."""

    type_name = "openai_group_role"
    endpoint = GroupRole.endpoint
    schema = assigned_role_schema(GroupRole)


class DataGroupRoles(ListAllAssignedRoles):
    """The roles of the organization that a group has."""

    type_name = "openai_group_roles"
    endpoint = GroupRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
