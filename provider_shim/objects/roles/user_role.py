"""``openai_user_role``: a role of the organization that a user has."""

from __future__ import annotations

from provider_shim.engine.moves import JIANYUAN, source
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
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, Rest

_ROLES = "/organization/users/{user_id}/roles"
OF = parents(user_id="The id of the user.")


class UserRole(Assignment):
    """A role of the organization that a user has, whichever others the user has.

    A user who has the role already keeps it. Destroying the resource takes the role from the user; what comes from groups
    stays.

    ~> Do not use it for a user whose roles `openai_user_roles` tells: each would undo what the other does.
    """

    type_name = "openai_user_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_ORGANIZATION)

    def adopt(
        self, source_provider: str, source_type: str, source_version: int, raw: Json
    ) -> Json | None:
        """One other provider calls by this name whether somebody is owner or reader, which is another object here."""
        if (source(source_provider), source_type) == (JIANYUAN, self.type_name):
            raise ProviderError(
                "State cannot be moved",
                f"What {JIANYUAN} calls {source_type} is the role of a person in the organization, `owner` or `reader`: move it to an "
                "openai_organization_user.",
            )
        return super().adopt(source_provider, source_type, source_version, raw)


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


class DataUserRole(AssignedRole):
    """A role of the organization that a user has, found by the id or the name of the role."""

    type_name = "openai_user_role"
    endpoint = UserRole.endpoint
    schema = assigned_role_schema(UserRole)


class DataUserRoles(ListAllAssignedRoles):
    """The roles of the organization that a user has, those inherited from groups among them."""

    type_name = "openai_user_roles"
    endpoint = UserRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
