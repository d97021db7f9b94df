"""All members of a project, each with a role, managed by one resource.

Only the difference between the existing and the configured members is sent: first additions, then removals. After an error, the
state does not change. The next apply reads the members again and sends what is missing. `ownership` is for sets of ids; here,
each member also has a role.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.created_in_run import RemoteObject
from provider_shim.engine.resource import Resource
from provider_shim.patterns.memberships import is_archived
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json, create_body, fill_path
from provider_shim.vocabulary.schema import Object, nested_object
from provider_shim.vocabulary.values import canonical_set, unknown_as_null

_PAGE = 100
_REFUSED = 400

Member = dict[str, Any]
"""A member in the configuration or in the state."""


class OwnedMembers(Resource):
    """All members of a project. Members that are not configured are removed."""

    members: ClassVar[str]
    """The name of the attribute with the members."""
    member_id: ClassVar[str]
    """The name of the member's id in a path."""
    id_field: ClassVar[str]
    """The name of the member's id in a list."""
    called: ClassVar[tuple[str, ...]]
    """The attributes by which the configuration names a member."""

    def create(self, call: Call, planned: Values) -> Values:
        """Update the list, and warn about removed members: the plan could not show them."""
        removed = self._apply(call, planned, [])
        if removed:
            call.warn(
                f"{self.noun.capitalize()} removed",
                f"These were not in `{self.members}`, and this resource manages the whole list: {', '.join(removed)}.",
                (self.members,),
            )
        return self._with(planned, planned[self.members])

    def read(self, call: Call, state: Values) -> Values | None:
        """List all members. An empty list exists as long as the project exists."""
        existing = self._existing(call, state)
        if existing is None:
            return None
        known: list[Member] = state[self.members] or []
        return self._with(state, [self.from_item(one, self._among(known, one)) for one in existing])

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Update the list, starting from the current members, which may differ from the state."""
        self._apply(call, planned, prior[self.members] or [])
        return self._with(planned, planned[self.members])

    def delete(self, call: Call, state: Values) -> None:
        """Remove the members in the state. Members that were added elsewhere or by this run stay."""
        for one in self._existing(call, state) or []:
            added = call.created.has(
                self._object(state, {**one, self.member_id: one[self.id_field]})
            )
            if not added and self._among(state[self.members], one) is not None:
                self._remove(call, state, one)

    def remote_objects(self, values: Mapping[str, Any]) -> list[RemoteObject]:
        """Return the members, each as the resource for a single member would name it."""
        members = values.get(self.members)
        return [self._object(values, one) for one in members] if isinstance(members, list) else []

    # --- for declarations ---------------------------------------------------------------------------------------

    def is_same(self, member: Member, item: Json) -> bool:
        """Return whether a member is the one that the API returns. By default, compare the ids."""
        return bool(member[self.member_id] == item.get(self.id_field))

    def from_item(self, item: Json, known: Member | None) -> Member:
        """Return the state of a member that the API returns. If the member is known, name it as the configuration does."""
        raise NotImplementedError

    def is_same_role(self, one: str | None, other: str) -> bool:
        """Return whether two roles are the same. By default, they must be equal."""
        return one == other

    def give_role(self, call: Call, values: Values, role: str) -> None:
        """Change the role of an existing member. ``values`` include the id of the member."""
        raise NotImplementedError

    def _object(self, values: Mapping[str, Any], member: Mapping[str, Any]) -> RemoteObject:
        collection = fill_path(self.endpoint.collection, values)
        names = (member.get(name) for name in self.called)
        return frozenset((collection, name.casefold()) for name in names if isinstance(name, str))

    # --- parts --------------------------------------------------------------------------------------------------

    def _apply(self, call: Call, planned: Values, prior: list[Member]) -> list[str]:
        """Add missing members, change roles, remove surplus members, and return the names of the removed ones."""
        existing = self._listed(call, planned)
        for member in planned[self.members]:
            item = next((one for one in existing if self.is_same(member, one)), None)
            if item is None:
                self._add(call, planned, member)
            else:
                now = self.from_item(item, self._among(prior, item))
                if not self.is_same_role(now["role"], member["role"]):
                    self.give_role(call, self._addressed(planned, item), member["role"])
        surplus = [one for one in existing if self._among(planned[self.members], one) is None]
        for item in surplus:
            self._remove(call, planned, item)
        return [str(one.get("email") or one.get(self.id_field)) for one in surplus]

    def _listed(self, call: Call, values: Values) -> list[Json]:
        return list(call.pages(self.endpoint, values, f"list the {self.noun}", limit=_PAGE))

    def _existing(self, call: Call, values: Values) -> list[Json] | None:
        """Return all members. None if the project does not exist or is archived: the API then refuses to list members."""
        try:
            return self._listed(call, values)
        except NotFoundError:
            return None
        except ApiError as refusal:
            if refusal.status == _REFUSED and is_archived(call, values):
                return None
            raise

    def _among(self, members: list[Member], item: Json) -> Member | None:
        return next((one for one in members if self.is_same(one, item)), None)

    def _addressed(self, values: Values, item: Json) -> Values:
        return {**values, self.member_id: item.get(self.id_field)}

    def _add(self, call: Call, values: Values, member: Member) -> None:
        shape = nested_object(self.attributes[self.members])
        assert isinstance(shape, Object)  # noqa: S101 - for type checkers
        call.send(
            self.endpoint,
            self.endpoint.collection,
            values,
            f"add one of the {self.noun}",
            method="POST",
            body=create_body(shape.attributes, member),
        )

    def _remove(self, call: Call, values: Values, item: Json) -> None:
        try:
            call.send(
                self.endpoint,
                f"{self.endpoint.collection}/{{{self.member_id}}}",
                self._addressed(values, item),
                f"remove {item.get(self.id_field)} from the {self.noun}",
                method="DELETE",
            )
        except NotFoundError:
            return

    def _with(self, values: Mapping[str, Any], members: list[Member]) -> Values:
        known: Values = unknown_as_null(values)
        return {**known, "id": known["project_id"], self.members: canonical_set(members)}
