"""``openai_role``: a custom role of the organization."""

from __future__ import annotations

from provider_shim.objects.roles.custom_roles import (
    ARGUMENTS,
    KIND,
    CustomRole,
    ListAllRoles,
    LookedUpRole,
    list_all_roles_schema,
    named,
    role_schema,
)
from provider_shim.patterns.attributes import identity, order
from provider_shim.rules.role_ids import same_role
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema


class Role(CustomRole):
    """A custom role of the organization: a set of permissions in the organization and all its projects.

    To assign the role, use `openai_user_role` and `openai_group_role`. Destroying the role removes it from all users and
    groups.

    A change may take up to 30 minutes to take effect.
    """

    type_name = "openai_role"
    endpoint = Rest("/organization/roles", auth="admin", page=1000, reshape=named)
    schema = Schema(
        {"id": identity("role").but(also=("role_id",), equivalent=same_role), **ARGUMENTS, **KIND}
    )


class DataRole(LookedUpRole):
    """A custom or predefined role of the organization, found by its id or its name. Upper and lower case are the same."""

    type_name = "openai_role"
    endpoint = Role.endpoint
    schema = role_schema(Role)


class DataRoles(ListAllRoles):
    """The custom and predefined roles of the organization."""

    type_name = "openai_roles"
    endpoint = Role.endpoint
    schema = list_all_roles_schema({"order": order("Defaults to `asc`.")})
