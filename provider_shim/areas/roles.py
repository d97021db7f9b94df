"""Roles: what is told of one, and how a custom one is written. It must not know who has one, nor any declaration."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from provider_shim.call import Values
from provider_shim.patterns.limits import limit_of_all
from provider_shim.patterns.lookups import Every, Lookup, lookup_schema
from provider_shim.resource import Resource
from provider_shim.rest import Json
from provider_shim.schema import (
    Attribute,
    Bool,
    ListOf,
    Object,
    Schema,
    SetOf,
    String,
)

_AREAS = (
    "api.all",
    "api.assistants",
    "api.audio",
    "api.files",
    "api.fine_tuning.jobs",
    "api.groups",
    "api.management",
    "api.model",
    "api.organization",
    "api.organization.projects.api_keys",
    "api.project",
    "api.responses",
    "api.threads",
    "api.usage",
    "api.vector_stores",
    "api.webhooks",
)
_ACTIONS = ("read", "write", "request")
"""What permissions are made of, as far as OpenAI has written of them. There is no list of all."""

_NEAR_AREA, _NEAR_ACTION = 0.85, 0.6
"""How alike two words are, from 0 to 1, when one is probably a slip of the other."""

TOLD: Mapping[str, Attribute] = {
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


def doubt(permission: str) -> str | None:
    """Return what looks wrong with a permission, or None. It may be right: OpenAI adds permissions."""
    if not re.fullmatch(r"\w+(\.\w+)+", permission):
        return f'"{permission}" does not look like a permission, such as "api.groups.read".'
    area, _, action = permission.rpartition(".")
    meant = difflib.get_close_matches(area, _AREAS, n=1, cutoff=_NEAR_AREA)
    acts = difflib.get_close_matches(action, _ACTIONS, n=1, cutoff=_NEAR_ACTION)
    if (not meant or meant[0] == area) and (not acts or acts[0] == action):
        return None
    right = f"{meant[0] if meant else area}.{acts[0] if acts else action}"
    return f'"{permission}" is no permission that this provider knows. Did you mean "{right}"?'


ARGUMENTS: Mapping[str, Attribute] = {
    "role_name": String(
        required=True,
        min_length=1,
        also=("name",),
        doc="The name of the role. No other role of the same place may have it.",
    ),
    "permissions": SetOf(
        String(min_length=1, doubt=doubt),
        required=True,
        doc="What the role permits, such as `api.groups.read` or `api.organization.projects.api_keys.write`. OpenAI's guide to "
        "permissions tells which there are.",
    ),
    "description": String(optional=True, doc="What the role is for."),
}
"""How a custom role is written."""

KIND: Mapping[str, Attribute] = {name: TOLD[name] for name in ("resource_type", "predefined_role")}
"""What is told of a custom role beside its arguments."""


def named(told: Mapping[str, Any]) -> Json:
    """Return a role as the API tells it with its name also as it is asked for."""
    return {"role_name": told.get("name"), **told}


class CustomRole(Resource):
    """A role that somebody has made, in the organization or in a project."""

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return its values; the API tells as `name` what it wants as `role_name`."""
        return super().state(named(answer), known)


# --- data sources -----------------------------------------------------------------------------------------------


class LookedUpRole(Lookup):
    """One role, by id or by name."""

    by = "role_name"

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a role with its name as it is asked for."""
        return named(item)


def role_schema(kind: type[Resource]) -> Schema:
    """Return the schema of a data source for one role."""
    found = lookup_schema(kind, LookedUpRole.by).attributes
    return Schema({**found, "role_name": found["role_name"].but(equivalent=same_name)})


def same_name(one: Any, other: Any) -> bool:
    """Tell whether two names are the same to somebody who looks for a role: capitals do not matter."""
    return isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold()


class EveryRole(Every):
    """All roles of a place, or of somebody."""

    items = "roles"
    ids = "role_ids"


def every_role_schema(
    asked: Mapping[str, Attribute], more: Mapping[str, Attribute] | None = None
) -> Schema:
    """Return the schema of a data source that lists roles: what it is asked with, and what ``more`` is told of each."""
    role = {
        "id": String(computed=True, doc="The id of the role."),
        "name": String(computed=True, doc="The name of the role."),
        **TOLD,
        **(more or {}),
    }
    return Schema(
        {
            **asked,
            "limit": limit_of_all(),
            "roles": ListOf(Object(role), computed=True, doc="The roles, in the order of the API."),
            "role_ids": ListOf(
                String(), computed=True, doc="The ids of the roles, in the same order."
            ),
        }
    )
