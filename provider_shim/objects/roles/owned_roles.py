"""Resources that manage all roles of a user or a group."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.engine.call import Values
from provider_shim.objects.roles.assignments import doubt_in, is_given
from provider_shim.patterns.ownership import OwnedList
from provider_shim.rules import role_ids
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Schema, SetOf, String


class OwnedRoles(OwnedList):
    """A resource that manages all roles of a user or a group."""

    members = "role_ids"
    member = "role_id"

    def is_same(self, one: str, other: str) -> bool:
        """Return whether two ids name the same role. One id may lack the place that the other has."""
        return role_ids.same_role(one, other)

    def short_name(self, identifier: str) -> str:
        """Return the id without its place."""
        return role_ids.without_place(identifier)

    def is_own(self, item: Json, values: Values) -> bool:
        """Return whether the role is assigned directly, not inherited."""
        return is_given(item, values[self.endpoint.identity[-1]])


def owned_roles_schema(of: Mapping[str, Attribute], known: str) -> Schema:
    """Return the schema of all roles of a user or a group.

    Args:
        of: the attributes that identify the user or group, and the project.
        known: the documentation of the ids of roles.
    """
    shape = "/".join(f"<{name}>" for name in of)
    return Schema(
        {
            "id": String(computed=True, local=True, doc=f"The id for imports: `{shape}`."),
            **of,
            "role_ids": SetOf(
                String(min_length=1, equivalent=role_ids.same_role, doubt=doubt_in(of)),
                required=True,
                equivalent=role_ids.same_roles,
                check=role_ids.twice_fault,
                doc=f"The ids of all roles. An empty set removes all roles. {known}",
            ),
        }
    )
