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
    """A custom role of the organization: permissions that users and groups get together, in all projects.

    Who has it is told by `openai_user_role` and `openai_group_role`. Destroying the role takes it from everybody.

    A change may take OpenAI up to 30 minutes to spread.
    """

    type_name = "openai_role"
    endpoint = Rest("/organization/roles", auth="admin", page=1000, reshape=named)
    schema = Schema(
        {"id": identity("role").but(also=("role_id",), equivalent=same_role), **ARGUMENTS, **KIND}
    )


class DataRole(LookedUpRole):
    """A role of the organization, custom or predefined, found by its id or its name; capitals in the name do not matter."""

    type_name = "openai_role"
    endpoint = Role.endpoint
    schema = role_schema(Role)


class DataRoles(ListAllRoles):
    """The roles of the organization, predefined ones among them."""

    type_name = "openai_roles"
    endpoint = Role.endpoint
    schema = list_all_roles_schema({"order": order("Defaults to `asc`.")})
