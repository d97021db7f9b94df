"""All members of a project, each with a role, in the hands of one resource. It must not know who or what is a member.

Only the difference between what is there and what is wanted is sent, additions first. What fails on the way is not kept in the
state: the next apply looks at what is there again, and goes on from that. Unlike `ownership`, which owns sets of ids, it has a
role beside each.
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
"""A member as the configuration has it, or the state."""


class OwnedMembers(Resource):
    """All members of a project: those who are not told are taken out."""

    members: ClassVar[str]
    """The attribute that has them."""
    member_id: ClassVar[str]
    """What the API calls the id of one in a path."""
    id_field: ClassVar[str]
    """What the API calls it in a list."""
    called: ClassVar[tuple[str, ...]]
    """The attributes by which the configuration names one."""

    def create(self, call: Call, planned: Values) -> Values:
        """Make the list what is wanted, and tell who was taken out: nobody could see it in the plan."""
        removed = self._make_so(call, planned, [])
        if removed:
            call.warn(
                f"{self.noun.capitalize()} taken out",
                f"There were more than `{self.members}` tells, and this resource owns the whole list: {', '.join(removed)}.",
                (self.members,),
            )
        return self._with(planned, planned[self.members])

    def read(self, call: Call, state: Values) -> Values | None:
        """List all; an empty list is there as well, as long as the project is."""
        there = self._there(call, state)
        if there is None:
            return None
        known: list[Member] = state[self.members] or []
        return self._with(state, [self.from_item(one, self._among(known, one)) for one in there])

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Make the list what is wanted: by who is there now, not by who was there at the last look."""
        self._make_so(call, planned, prior[self.members] or [])
        return self._with(planned, planned[self.members])

    def delete(self, call: Call, state: Values) -> None:
        """Take out whom the state has; whom somebody else, or this run, has added meanwhile stays."""
        for one in self._there(call, state) or []:
            added = call.created.has(
                self._object(state, {**one, self.member_id: one[self.id_field]})
            )
            if not added and self._among(state[self.members], one) is not None:
                self._take_out(call, state, one)

    def stands_for(self, values: Mapping[str, Any]) -> list[RemoteObject]:
        """Return the members, each as a resource of its own would name it."""
        members = values.get(self.members)
        return [self._object(values, one) for one in members] if isinstance(members, list) else []

    # --- for declarations ---------------------------------------------------------------------------------------

    def is_same(self, member: Member, item: Json) -> bool:
        """Tell whether a member is the one that the API tells. By default it has the id."""
        return bool(member[self.member_id] == item.get(self.id_field))

    def from_item(self, item: Json, known: Member | None) -> Member:
        """Return who the API tells as the state has them: in the words of the configuration, if it knows them."""
        raise NotImplementedError

    def is_same_role(self, one: str | None, other: str) -> bool:
        """Tell whether two roles are the same. By default they must be equal."""
        return one == other

    def give_role(self, call: Call, values: Values, role: str) -> None:
        """Give one who is there another role. ``values`` have the id of the one, too."""
        raise NotImplementedError

    def _object(self, values: Mapping[str, Any], member: Mapping[str, Any]) -> RemoteObject:
        collection = fill_path(self.endpoint.collection, values)
        names = (member.get(name) for name in self.called)
        return frozenset((collection, name.casefold()) for name in names if isinstance(name, str))

    # --- parts --------------------------------------------------------------------------------------------------

    def _make_so(self, call: Call, planned: Values, prior: list[Member]) -> list[str]:
        """Add who is missing, change roles, take out who is too much, and return the ids of those."""
        there = self._listed(call, planned)
        for member in planned[self.members]:
            item = next((one for one in there if self.is_same(member, one)), None)
            if item is None:
                self._add(call, planned, member)
            else:
                now = self.from_item(item, self._among(prior, item))
                if not self.is_same_role(now["role"], member["role"]):
                    self.give_role(call, self._addressed(planned, item), member["role"])
        surplus = [one for one in there if self._among(planned[self.members], one) is None]
        for item in surplus:
            self._take_out(call, planned, item)
        return [str(one.get("email") or one.get(self.id_field)) for one in surplus]

    def _listed(self, call: Call, values: Values) -> list[Json]:
        return list(call.pages(self.endpoint, values, f"list the {self.noun}", limit=_PAGE))

    def _there(self, call: Call, values: Values) -> list[Json] | None:
        """Return all members, None if the project is gone or archived, which has none and refuses to tell."""
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

    def _take_out(self, call: Call, values: Values, item: Json) -> None:
        try:
            call.send(
                self.endpoint,
                f"{self.endpoint.collection}/{{{self.member_id}}}",
                self._addressed(values, item),
                f"take {item.get(self.id_field)} out of the {self.noun}",
                method="DELETE",
            )
        except NotFoundError:
            return

    def _with(self, values: Mapping[str, Any], members: list[Member]) -> Values:
        known: Values = unknown_as_null(values)
        return {**known, "id": known["project_id"], self.members: canonical_set(members)}
