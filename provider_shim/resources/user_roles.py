"""``openai_user_roles``: all roles of the organization that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import OF_ORGANIZATION, parents
from provider_shim.areas.owned_roles import OwnedRoles, owned_roles_schema
from provider_shim.rest import Rest

_ROLES = "/organization/users/{user_id}/roles"


class UserRoles(OwnedRoles):
    """All roles of the organization that a user has: those that are configured are given, and all others are taken away.

    Creating the resource takes away roles that were given elsewhere, and warns of each. `owner` or `reader`, which everybody in
    the organization is, may be among them: tell that role, too. What comes from groups stays as it is. Destroying the
    resource takes away the roles that it tells.

    ~> Do not use `openai_user_role` for the same user: each would undo what the other does.
    """

    type_name = "openai_user_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(parents(user_id="The id of the user."), OF_ORGANIZATION)
