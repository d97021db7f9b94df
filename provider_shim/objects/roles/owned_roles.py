"""All roles of somebody, in the hands of one resource. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.engine.call import Values
from provider_shim.objects.roles.assignments import doubt_in, is_given
from provider_shim.patterns.ownership import OwnedList
from provider_shim.rules import role_ids
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Schema, SetOf, String


class OwnedRoles(OwnedList):
    """All roles that somebody has, in the hands of one resource."""

    members = "role_ids"
    member = "role_id"

    def is_same(self, one: str, other: str) -> bool:
        """Take ids with and without their place for the same."""
        return role_ids.same_role(one, other)

    def short_name(self, identifier: str) -> str:
        """Return the id without its place."""
        return role_ids.without_place(identifier)

    def is_own(self, item: Json, values: Values) -> bool:
        """Leave alone what comes from somewhere else, such as a group."""
        return is_given(item, values[self.endpoint.identity[-1]])


def owned_roles_schema(of: Mapping[str, Attribute], known: str) -> Schema:
    """Return the schema of all roles of somebody: of whom, and what is known of ids of roles there."""
    shape = "/".join(f"<{name}>" for name in of)
    return Schema(
        {
            "id": String(computed=True, local=True, doc=f"`{shape}`, as for import."),
            **of,
            "role_ids": SetOf(
                String(min_length=1, equivalent=role_ids.same_role, doubt=doubt_in(of)),
                required=True,
                equivalent=role_ids.same_roles,
                check=role_ids.twice_fault,
                doc=f"The ids of all roles. An empty set takes all away. {known}",
            ),
        }
    )
