"""``openai_group_roles``: all roles of the organization that a group has."""

from __future__ import annotations

from provider_shim.areas.assignments import OF_ORGANIZATION, parents
from provider_shim.areas.owned_roles import OwnedRoles, owned_roles_schema
from provider_shim.rest import Rest

_ROLES = "/organization/groups/{group_id}/roles"


class GroupRoles(OwnedRoles):
    """All roles of the organization that a group has: those that are configured are given, and all others are taken away.

    Creating the resource takes away roles that were given elsewhere, and warns of each. Destroying it takes away the roles that
    it tells.

    ~> Do not use `openai_group_role` for the same group: each would undo what the other does.
    """

    type_name = "openai_group_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(parents(group_id="The id of the group."), OF_ORGANIZATION)
