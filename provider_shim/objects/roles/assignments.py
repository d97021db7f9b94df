"""Roles that users and groups have: given and taken one by one, and looked up. It must not know any declaration.

The API tells a predefined role by an id with its place in it, whatever it was asked with; see `role_ids`. The state keeps
what is configured, and beside it what the API tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.created_in_run import RemoteObject
from provider_shim.engine.resource import Resource
from provider_shim.objects.roles.custom_roles import (
    RESULTS,
    ListAllRoles,
    list_all_roles_schema,
    same_name,
)
from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.patterns.memberships import Membership
from provider_shim.rules import role_ids
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import (
    Attribute,
    Integer,
    ListOf,
    MapOf,
    Object,
    Schema,
    String,
)

OF_ORGANIZATION = (
    "Predefined roles have ids such as `role-api-organization-reader__api-organization__org-abc123`: the function "
    "`predefined_role_id` makes them, and the data source `openai_role` finds them by name."
)
OF_PROJECT = (
    "Predefined roles are `role-api-project-owner`, `role-api-project-member` and `role-api-project-viewer`; "
    "the same with the id of the project behind it will do as well."
)
"""What there is to know of ids of roles, by place."""

_ORDER = order("Left out, the API chooses.")

_MORE: Mapping[str, Attribute] = {
    "created_at": Integer(computed=True, doc="When the role was made, in seconds since 1970."),
    "updated_at": Integer(
        computed=True, doc="When the role was last changed, in seconds since 1970."
    ),
    "created_by": String(computed=True, doc="The id of who made the role."),
    "created_by_user_obj": Object(
        {
            name: String(computed=True, doc=f"The {name} of who made the role.")
            for name in ("id", "name", "email")
        },
        computed=True,
        doc="Who made the role, where that is told.",
    ),
    "metadata": MapOf(
        String(), computed=True, doc="What is attached to the role, where all of it is text."
    ),
    "assignment_sources": ListOf(
        Object(
            {
                "principal_id": String(computed=True, doc="The id of who has the role."),
                "principal_type": String(computed=True, doc="What that is, such as `group`."),
            }
        ),
        computed=True,
        doc="From whom the role is inherited, such as groups. Null or empty if it is not.",
    ),
}
"""What is told of an assigned role beside what is told of every role."""


def parents(**docs: str) -> dict[str, Attribute]:
    """Return what says who has roles, and where: ids by name, with their documentation."""
    return {name: String(required=True, replace=True, doc=doc) for name, doc in docs.items()}


def doubt_in(of: Mapping[str, Attribute]) -> Callable[[str], str | None]:
    """Return what doubts ids of roles in the place of who has them."""
    place = role_ids.PROJECT if "project_id" in of else role_ids.ORGANIZATION
    return role_ids.RoleDoubt(place=place)


def assignment_schema(of: Mapping[str, Attribute], known: str) -> Schema:
    """Return the schema of the assignment of one role: of whom, and what is known of ids of roles there."""
    shape = "/".join(f"<{name}>" for name in (*of, "role_id"))
    return Schema(
        {
            "id": String(computed=True, local=True, doc=f"`{shape}`, as for import."),
            **of,
            "role_id": String(
                required=True,
                replace=True,
                min_length=1,
                equivalent=role_ids.same_role,
                doubt=doubt_in(of),
                doc=f"The id of the role. {known}",
            ),
            "assigned_role_id": String(
                computed=True,
                wire="id",
                doc="The id of the role as the API tells it: with its place in it, if it is a predefined one.",
            ),
            "name": String(computed=True, doc="The name of the role."),
            **RESULTS,
        }
    )


def is_given(item: Json, principal: str) -> bool:
    """Tell whether somebody has a role of their own, rather than from somewhere else, such as a group."""
    sources = item.get("assignment_sources")
    if not isinstance(sources, list) or not sources:
        return True
    return any(isinstance(one, Mapping) and one.get("principal_id") == principal for one in sources)


class Assignment(Membership):
    """A role that somebody has, in the organization or in a project."""

    def stands_for(self, values: Mapping[str, Any]) -> list[RemoteObject]:
        """Return the role by its id without its place."""
        return super().stands_for(
            {**values, "role_id": role_ids.without_place(str(values["role_id"]))}
        )

    def is_own(self, item: Json, values: Values) -> bool:
        """Leave out what comes from somewhere else, such as a group."""
        return is_given(item, values[self.endpoint.identity[-2]])

    def delete(self, call: Call, state: Values) -> None:
        """Take the role away, by the id that the API has for it."""
        super().delete(call, self._addressed(state))

    def find(self, call: Call, state: Values) -> Json | None:
        """Look for the role in the list, where it has the id that the API has for it; or ask for it alone."""
        addressed = self._addressed(state)
        full = role_ids.with_project(addressed["role_id"], state.get("project_id"))
        listed = call.listed(
            self.endpoint, {**addressed, "role_id": full}, f"list the {self.noun}s"
        )
        return listed or self.there(call, state)

    def there(self, call: Call, values: Values) -> Json | None:
        """Return the role, None if it is not assigned: GET."""
        return super().there(call, self._addressed(values))

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values; the answer to an assignment has the role inside."""
        role = answer.get("role")
        return super().state(role if isinstance(role, Mapping) else answer, known)

    @staticmethod
    def _addressed(values: Values) -> Values:
        assigned = values.get("assigned_role_id")
        return {**values, "role_id": assigned} if isinstance(assigned, str) else values


class AssignedRole(Lookup):
    """One role that somebody has, by id or by name."""

    by = "name"


def assigned_role_schema(kind: type[Resource]) -> Schema:
    """Return the schema of a data source for one role that somebody has."""
    found = lookup_schema(kind, AssignedRole.by, not_returned=("assigned_role_id",)).attributes
    return Schema(
        {
            "id": String(computed=True, doc="The id of the role as the API tells it."),
            **found,
            "name": found["name"].but(equivalent=same_name),
            **_MORE,
        }
    )


class ListAllAssignedRoles(ListAllRoles):
    """All roles that somebody has."""


def list_all_assigned_roles_schema(of: Mapping[str, Attribute]) -> Schema:
    """Return the schema of a data source for all roles that somebody has."""
    arguments = {name: String(required=True, doc=one.doc) for name, one in of.items()}
    return list_all_roles_schema({**arguments, "order": _ORDER}, _MORE)
