"""The attributes of roles, as arguments of custom roles and as results of the API, and their data sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Values
from provider_shim.engine.resource import Resource
from provider_shim.patterns.list_limits import limit_of_all
from provider_shim.patterns.lookups import ListAll, Lookup, lookup_schema
from provider_shim.rules import permission_names
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Bool, ListOf, Object, Schema, SetOf, String

RESULTS: Mapping[str, Attribute] = {
    "description": String(computed=True, doc="The description of the role."),
    "permissions": SetOf(String(), computed=True, doc="The permissions of the role."),
    "resource_type": String(
        computed=True,
        doc="The kind of resource to which the role applies: `api.organization` or `api.project`.",
    ),
    "predefined_role": Bool(
        computed=True,
        doc="Whether the role is predefined by OpenAI. A predefined role cannot be changed.",
    ),
}
"""The fields that the API returns for every role, except its id and its name."""


ARGUMENTS: Mapping[str, Attribute] = {
    "role_name": String(
        required=True,
        min_length=1,
        also=("name",),
        doc="The name of the role. It must be unique in the organization, or in the project of a project role.",
    ),
    "permissions": SetOf(
        String(min_length=1, doubt=permission_names.doubt),
        required=True,
        doc="The permissions of the role, such as `api.groups.read` or `api.organization.projects.api_keys.write`. See OpenAI's guide to "
        "permissions for all names.",
    ),
    "description": String(optional=True, doc="The description of the role."),
}
"""The arguments of a custom role."""

KIND: Mapping[str, Attribute] = {
    name: RESULTS[name] for name in ("resource_type", "predefined_role")
}
"""The fields that the API returns for a custom role in addition to its arguments."""


def named(role: Mapping[str, Any]) -> Json:
    """Return a role with `role_name`: requests call the name `role_name`, and responses call it `name`."""
    return {"role_name": role.get("name"), **role}


class CustomRole(Resource):
    """A custom role, in the organization or in a project."""

    sent_whole = True
    not_own = "Predefined roles are left out, because they cannot be changed."

    def is_own(self, item: Json, values: Values) -> bool:  # noqa: ARG002 - as the base class has it
        """Return whether the role is a custom one."""
        return not item.get("predefined_role")


# --- data sources -----------------------------------------------------------------------------------------------


class LookedUpRole(Lookup):
    """One role, found by its id or by its name."""

    by = "role_name"


def role_schema(kind: type[Resource]) -> Schema:
    """Return the schema of a data source for one role."""
    found = lookup_schema(kind, LookedUpRole.by).attributes
    return Schema({**found, "role_name": found["role_name"].but(equivalent=same_name)})


def same_name(one: Any, other: Any) -> bool:
    """Return whether two names of roles are the same. Upper and lower case do not matter."""
    return isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold()


class ListAllRoles(ListAll):
    """All roles of the organization, of a project, of a user or of a group."""

    items = "roles"
    ids = "role_ids"


def list_all_roles_schema(
    arguments: Mapping[str, Attribute], more: Mapping[str, Attribute] | None = None
) -> Schema:
    """Return the schema of a data source that lists roles.

    Args:
        arguments: the arguments of the data source, without ``limit``.
        more: further fields that the API returns for each role.
    """
    role = {
        "id": String(computed=True, doc="The id of the role."),
        "name": String(computed=True, doc="The name of the role."),
        **RESULTS,
        **(more or {}),
    }
    return Schema(
        {
            **arguments,
            "limit": limit_of_all(),
            "roles": ListOf(
                Object(role),
                computed=True,
                doc="The roles, in the order in which the API returns them.",
            ),
            "role_ids": ListOf(
                String(), computed=True, doc="The ids of the roles, in the same order."
            ),
        }
    )
