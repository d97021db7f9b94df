"""Roles: what is told of one, and how a custom one is written. It must not know who has one, nor any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.resource import Resource
from provider_shim.patterns.list_limits import limit_of_all
from provider_shim.patterns.lookups import ListAll, Lookup, lookup_schema
from provider_shim.rules import permission_names
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Bool, ListOf, Object, Schema, SetOf, String

RESULTS: Mapping[str, Attribute] = {
    "description": String(computed=True, doc="What the role is for."),
    "permissions": SetOf(String(), computed=True, doc="What the role permits."),
    "resource_type": String(
        computed=True,
        doc="Where the role applies: `api.organization` or `api.project`.",
    ),
    "predefined_role": Bool(
        computed=True, doc="Whether OpenAI has made the role. Such roles cannot be changed."
    ),
}
"""What is told of a role, wherever one is told, beside its id and its name."""


ARGUMENTS: Mapping[str, Attribute] = {
    "role_name": String(
        required=True,
        min_length=1,
        also=("name",),
        doc="The name of the role. No other role of the same place may have it.",
    ),
    "permissions": SetOf(
        String(min_length=1, doubt=permission_names.doubt),
        required=True,
        doc="What the role permits, such as `api.groups.read` or `api.organization.projects.api_keys.write`. OpenAI's guide to "
        "permissions tells which there are.",
    ),
    "description": String(optional=True, doc="What the role is for."),
}
"""How a custom role is written."""

KIND: Mapping[str, Attribute] = {
    name: RESULTS[name] for name in ("resource_type", "predefined_role")
}
"""What is told of a custom role beside its arguments."""


def named(role: Mapping[str, Any]) -> Json:
    """Return a role as the API tells it with its name also as it is asked for."""
    return {"role_name": role.get("name"), **role}


class CustomRole(Resource):
    """A role that somebody has made, in the organization or in a project."""

    sent_whole = True


# --- data sources -----------------------------------------------------------------------------------------------


class LookedUpRole(Lookup):
    """One role, by id or by name."""

    by = "role_name"


def role_schema(kind: type[Resource]) -> Schema:
    """Return the schema of a data source for one role."""
    found = lookup_schema(kind, LookedUpRole.by).attributes
    return Schema({**found, "role_name": found["role_name"].but(equivalent=same_name)})


def same_name(one: Any, other: Any) -> bool:
    """Tell whether two names are the same to somebody who looks for a role: capitals do not matter."""
    return isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold()


class ListAllRoles(ListAll):
    """All roles of a place, or of somebody."""

    items = "roles"
    ids = "role_ids"


def list_all_roles_schema(
    arguments: Mapping[str, Attribute], more: Mapping[str, Attribute] | None = None
) -> Schema:
    """Return the schema of a data source that lists roles: what it is asked with, and what ``more`` is told of each."""
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
            "roles": ListOf(Object(role), computed=True, doc="The roles, in the order of the API."),
            "role_ids": ListOf(
                String(), computed=True, doc="The ids of the roles, in the same order."
            ),
        }
    )
