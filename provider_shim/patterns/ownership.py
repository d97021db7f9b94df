"""Lists that one resource owns: it adds the configured members, and removes all others.

The API takes one member per request, so the provider sends only the differences. It adds first, so that nobody loses access in
between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.created_in_run import RemoteObject
from provider_shim.engine.resource import Resource
from provider_shim.patterns.memberships import went_with_project
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json, fill_path
from provider_shim.vocabulary.values import canonical_set, unknown_as_null

_PAGE = 1000


class OwnedList(Resource):
    """All members of an owner, as a set of their ids."""

    members: ClassVar[str]
    """The attribute with the ids."""
    member: ClassVar[str]
    """The API's name of an id, in a path and in a body."""

    def create(self, call: Call, planned: Values) -> Values:
        """Set the list to the planned members, and warn about removed members, which the plan could not show."""
        removed = self._made_so(call, planned, self._there(call, planned))
        if removed:
            call.warn(
                f"{self.noun.capitalize()} removed",
                f"This resource owns the whole list. It removed members that are not in `{self.members}`: {', '.join(removed)}.",
                (self.members,),
            )
        return self._with(planned, planned[self.members])

    def read(self, call: Call, state: Values) -> Values | None:
        """Read all members. An empty list exists as long as its owner exists."""
        there = self._there_if_at_all(call, state)
        if there is None:
            return None
        known = state[self.members] or []
        found = [self._known_as(one, known) for one in there]
        return self._with(state, [one for one in found if one is not None])

    def update(self, call: Call, prior: Values, planned: Values) -> Values:  # noqa: ARG002 - the current members count
        """Set the list to the planned members, starting from the current members and not from those of the last refresh."""
        self._made_so(call, planned, self._there(call, planned))
        return self._with(planned, planned[self.members])

    def delete(self, call: Call, state: Values) -> None:
        """Remove the members in the state. Members that somebody else or this run has added since then stay."""
        for one in self._there_if_at_all(call, state) or ():
            added = call.created.has(self._object(state, one["id"]))
            if not added and self._among(state[self.members], one["id"]):
                self.remove(call, state, one["id"])

    def remote_objects(self, values: Mapping[str, Any]) -> list[RemoteObject]:
        """Return the members as the objects of separate resources."""
        members = values.get(self.members)
        return [self._object(values, one) for one in members] if isinstance(members, list) else []

    # --- single members -----------------------------------------------------------------------------------------

    def add(self, call: Call, values: Values, identifier: str) -> None:
        """Add one member."""
        call.send(
            self.endpoint,
            self.endpoint.collection,
            values,
            f"add {identifier} to the {self.noun}",
            method="POST",
            body={self.member: identifier},
        )

    def remove(self, call: Call, values: Values, identifier: str) -> None:
        """Remove one member. It is not an error if it does not exist."""
        try:
            call.send(
                self.endpoint,
                f"{self.endpoint.collection}/{{{self.member}}}",
                {**values, self.member: identifier},
                f"remove {identifier} from the {self.noun}",
                method="DELETE",
            )
        except NotFoundError:
            return

    # --- for declarations ---------------------------------------------------------------------------------------

    def is_same(self, one: str, other: str) -> bool:
        """Return whether two ids name the same member. By default they must be equal."""
        return one == other

    def short_name(self, identifier: str) -> str:
        """Return the shortest id that names the same member. By default each member has one id."""
        return identifier

    def _there(self, call: Call, values: Values) -> list[Json]:
        """Return the members, each with whether it is a direct member."""
        pages = call.pages(self.endpoint, values, f"list the {self.noun}", limit=_PAGE)
        return [{"id": str(one.get("id")), "own": self.is_own(one, values)} for one in pages]

    def _there_if_at_all(self, call: Call, values: Values) -> list[Json] | None:
        """Return the members, or None if their owner does not exist or is in an archived project."""
        try:
            return self._there(call, values)
        except NotFoundError:
            return None
        except ApiError as refusal:
            if went_with_project(call, values, refusal):
                return None
            raise

    def _made_so(self, call: Call, planned: Values, there: list[Json]) -> list[str]:
        """Add the missing members, remove the others, and return the removed members."""
        own = [one["id"] for one in there if one["own"]]
        wanted: list[str] = planned[self.members]
        missing = [one for one in wanted if not self._among(own, one)]
        surplus = [one for one in own if not self._among(wanted, one)]
        now = [*(one for one in wanted if one not in missing), *surplus]
        for one in missing:
            self.add(call, planned, one)
            now.append(one)
            call.save(self._with(planned, now))
        for one in surplus:
            self.remove(call, planned, one)
            now.remove(one)
            call.save(self._with(planned, now))
        return surplus

    def _object(self, values: Mapping[str, Any], identifier: str) -> RemoteObject:
        collection = fill_path(self.endpoint.collection, values)
        return frozenset({(collection, self.short_name(identifier).casefold())})

    def _among(self, ids: Iterable[str], identifier: str) -> bool:
        return any(self.is_same(one, identifier) for one in ids)

    def _known_as(self, item: Json, known: list[str]) -> str | None:
        """Return the id of a member as in the state, or None for an indirect member that is not in the state."""
        same = (one for one in known if self.is_same(one, item["id"]))
        return next(same, item["id"] if item["own"] else None)

    def _with(self, values: Mapping[str, Any], ids: list[str]) -> Values:
        known: Values = unknown_as_null(values)
        identity = "/".join(str(known[name]) for name in self.endpoint.identity)
        return {**known, "id": identity, self.members: canonical_set(ids)}
