"""``openai_user_role`` and ``openai_user_roles``: roles of the organization for a user."""

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
    """The assignment of one role of the organization to a user.

    Other roles of the user do not change. If the user already has the role, the resource takes over the assignment.
    Destroying the resource removes the role from the user. The roles that the user inherits from groups remain.

    ~> Do not use this resource for a user whose roles `openai_user_roles` manages: each would undo the changes of the other.
    """

    type_name = "openai_user_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_ORGANIZATION)

    def adopt(
        self, source_provider: str, source_type: str, source_version: int, raw: Json
    ) -> Json | None:
        """Refuse the state of a provider whose resource of this name is the user's role `owner` or `reader`.

        Raises:
            ProviderError: the state is of that provider.
        """
        if (source(source_provider), source_type) == (JIANYUAN, self.type_name):
            raise ProviderError(
                "State cannot be moved",
                f"The resource {source_type} of the provider {JIANYUAN} is the role `owner` or `reader` of a user in the organization. "
                "Move it to an openai_organization_user.",
            )
        return super().adopt(source_provider, source_type, source_version, raw)


class UserRoles(OwnedRoles):
    """All roles of the organization for a user. The resource assigns the configured roles and removes all other roles.

    Creating the resource removes the roles that were assigned outside of it, with a warning for each. Every user in the
    organization has the role `owner` or `reader`: add that role to `role_ids`, too. The roles that the user inherits from groups
    remain. Destroying the resource removes the configured roles.

    ~> Do not use `openai_user_role` for the same user: each would undo the changes of the other.
    """

    type_name = "openai_user_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(parents(user_id="The id of the user."), OF_ORGANIZATION)


class DataUserRole(AssignedRole):
    """A role of the organization that is assigned to a user, found by the id or the name of the role."""

    type_name = "openai_user_role"
    endpoint = UserRole.endpoint
    schema = assigned_role_schema(UserRole)


class DataUserRoles(ListAllAssignedRoles):
    """The roles of the organization that a user has, including the roles that the user inherits from groups."""

    type_name = "openai_user_roles"
    endpoint = UserRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
