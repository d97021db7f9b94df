"""Assignments of roles to users and groups: as one resource for each assignment, and as data sources.

The API returns the id of a predefined role with its place (the organization or the project) in it, also if the request had the
id without the place; see `role_ids`. The state keeps the configured id, and also the id that the API returns.
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
    "The id of a predefined role looks like `role-api-organization-reader__api-organization__org-abc123`. To get it, use the function "
    "`predefined_role_id`, or the data source `openai_role` with the role's name."
)
OF_PROJECT = (
    "The ids of predefined roles are `role-api-project-owner`, `role-api-project-member` and `role-api-project-viewer`. The longer ids, "
    "which end with the id of the project, are the same."
)
"""Documentation of the ids of roles, for the organization and for projects."""

_ORDER = order("Defaults to the API's own order.")

_MORE: Mapping[str, Attribute] = {
    "created_at": Integer(computed=True, doc="When the role was created, in seconds since 1970."),
    "updated_at": Integer(
        computed=True, doc="When the role was last changed, in seconds since 1970."
    ),
    "created_by": String(computed=True, doc="The id of the user who created the role."),
    "created_by_user_obj": Object(
        {
            name: String(computed=True, doc=f"The {name} of the user who created the role.")
            for name in ("id", "name", "email")
        },
        computed=True,
        doc="The user who created the role, if the API returns it.",
    ),
    "metadata": MapOf(
        String(), computed=True, doc="The metadata of the role, if all of its values are strings."
    ),
    "assignment_sources": ListOf(
        Object(
            {
                "principal_id": String(
                    computed=True, doc="The id of the principal, such as the id of a group."
                ),
                "principal_type": String(
                    computed=True, doc="The kind of principal, such as `group`."
                ),
            }
        ),
        computed=True,
        doc="The principals from which the role is inherited, such as groups. Null or empty if the role is not inherited.",
    ),
}
"""The fields that the API returns only for an assigned role."""


def parents(**docs: str) -> dict[str, Attribute]:
    """Return the attributes that identify the user or group, and the project: names with their documentation."""
    return {name: String(required=True, replace=True, doc=doc) for name, doc in docs.items()}


def doubt_in(of: Mapping[str, Attribute]) -> Callable[[str], str | None]:
    """Return the check that warns about unusual ids of roles, for the organization or for a project."""
    place = role_ids.PROJECT if "project_id" in of else role_ids.ORGANIZATION
    return role_ids.RoleDoubt(place=place)


def assignment_schema(of: Mapping[str, Attribute], known: str) -> Schema:
    """Return the schema of the assignment of one role.

    Args:
        of: the attributes that identify the user or group, and the project.
        known: the documentation of the ids of roles.
    """
    shape = "/".join(f"<{name}>" for name in (*of, "role_id"))
    return Schema(
        {
            "id": String(computed=True, local=True, doc=f"The id for imports: `{shape}`."),
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
                doc="The id of the role as the API returns it. The id of a predefined role contains the organization or the project.",
            ),
            "name": String(computed=True, doc="The name of the role."),
            **RESULTS,
        }
    )


def is_given(item: Json, principal: str) -> bool:
    """Return whether a role is assigned to the principal directly, not only inherited, for example from a group."""
    sources = item.get("assignment_sources")
    if not isinstance(sources, list) or not sources:
        return True
    return any(isinstance(one, Mapping) and one.get("principal_id") == principal for one in sources)


class Assignment(Membership):
    """The assignment of a role to a user or a group, in the organization or in a project."""

    not_own = "Inherited roles are left out."

    def remote_objects(self, values: Mapping[str, Any]) -> list[RemoteObject]:
        """Return the assignment with the id of the role without its place."""
        return super().remote_objects(
            {**values, "role_id": role_ids.without_place(str(values["role_id"]))}
        )

    def is_own(self, item: Json, values: Values) -> bool:
        """Return whether the role is assigned directly, not inherited."""
        return is_given(item, values[self.endpoint.identity[-2]])

    def delete(self, call: Call, state: Values) -> None:
        """Remove the assignment, by the id that the API returned for the role."""
        super().delete(call, self._addressed(state))

    def find(self, call: Call, state: Values) -> Json | None:
        """Look for the role in the list, by the id that the API returned. If the list does not have it, read it alone."""
        addressed = self._addressed(state)
        full = role_ids.with_project(addressed["role_id"], state.get("project_id"))
        listed = call.listed(
            self.endpoint, {**addressed, "role_id": full}, f"list the {self.noun}s"
        )
        return listed or self.there(call, state)

    def there(self, call: Call, values: Values) -> Json | None:
        """Read the role alone, and return None if it is not assigned."""
        return super().there(call, self._addressed(values))

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values of an answer. The answer to an assignment has the role in a member."""
        role = answer.get("role")
        return super().state(role if isinstance(role, Mapping) else answer, known)

    @staticmethod
    def _addressed(values: Values) -> Values:
        assigned = values.get("assigned_role_id")
        return {**values, "role_id": assigned} if isinstance(assigned, str) else values


class AssignedRole(Lookup):
    """One assigned role of a user or a group, found by its id or by its name."""

    by = "name"


def assigned_role_schema(kind: type[Resource]) -> Schema:
    """Return the schema of a data source for one assigned role of a user or a group."""
    found = lookup_schema(kind, AssignedRole.by, not_returned=("assigned_role_id",)).attributes
    return Schema(
        {
            "id": String(computed=True, doc="The id of the role as the API returns it."),
            **found,
            "name": found["name"].but(equivalent=same_name),
            **_MORE,
        }
    )


class ListAllAssignedRoles(ListAllRoles):
    """All assigned roles of a user or a group."""


def list_all_assigned_roles_schema(of: Mapping[str, Attribute]) -> Schema:
    """Return the schema of a data source for all assigned roles of a user or a group."""
    arguments = {name: String(required=True, doc=one.doc) for name, one in of.items()}
    return list_all_roles_schema({**arguments, "order": _ORDER}, _MORE)
