"""What belongs to something else, one by one: taken over where it is there already. It must not know who or what it is."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json, Rest, create_body, path_parameters
from provider_shim.vocabulary.values import UNKNOWN

_PROJECTS = Rest("/organization/projects", item="/organization/projects/{project_id}", auth="admin")

_MAYBE_THERE = frozenset({400, 409})
"""With what status the API refuses a member that there is already, among others."""


class Membership(Resource):
    """A member of something, of which there is at most one each, so that adding it again can do no harm."""

    def create(self, call: Call, planned: Values) -> Values:
        """Add the member; one that is there already is taken over, and made what is planned."""
        try:
            answer = call.send(
                self.endpoint,
                self.endpoint.collection,
                planned,
                f"add the {self.noun}",
                method="POST",
                body=self.outgoing(
                    create_body(
                        self.attributes,
                        self.first(planned),
                        path_parameters(self.endpoint.collection),
                    )
                ),
            ).body
        except ApiError as refusal:
            there = self._there(call, planned) if refusal.status in _MAYBE_THERE else None
            if there is None:
                raise
            state = self.state(there, planned)
            before = self.taken_over(state)
        else:
            before = state = self.state(answer, planned)
        call.save(state)
        return self.update(call, before, {**state, **_known(self.first(planned))})

    def first(self, planned: Values) -> Values:
        """Return what the member is added with, before an update makes it what is planned. By default it is the same."""
        return planned

    def taken_over(self, state: Values) -> Values:
        """Return what is known of a member that was there before. By default it is what the API tells."""
        return state

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it; an archived project refuses to tell its members, since it has none."""
        try:
            told = self.told(call, state)
        except ApiError as refusal:
            if went_with_project(call, state, refusal):
                return None
            raise
        return None if told is None else self.state(told, state)

    def told(self, call: Call, state: Values) -> Json | None:
        """Return the member as the list of all tells it, or else it alone; None if there is none."""
        return call.listed(self.endpoint, state, f"list the {self.noun}s") or self.there(
            call, state
        )

    def delete(self, call: Call, state: Values) -> None:
        """Take it away; that it is not there is as good, in whatever words the API says so."""
        try:
            super().delete(call, state)
        except ApiError as refusal:
            if refusal.status not in _MAYBE_THERE or self._there(call, state) is not None:
                raise

    def there(self, call: Call, values: Values) -> Json | None:
        """Return the member as the API tells it, None if there is none: GET."""
        try:
            told: Json = call.send(
                self.endpoint, self.endpoint.item, values, f"read the {self.noun}", method="GET"
            ).body
        except NotFoundError:
            return None
        return told

    def _there(self, call: Call, values: Values) -> Json | None:
        """Return the member, None also where the API refuses to tell: the refusal before is the one that counts."""
        try:
            return self.there(call, values)
        except ApiError:
            return None


def went_with_project(call: Call, values: Mapping[str, object], refusal: ApiError) -> bool:
    """Tell whether a refusal means that a project is archived, which has nobody and nothing in it any more."""
    return refusal.status in _MAYBE_THERE and is_archived(call, values)


def is_archived(call: Call, values: Mapping[str, object]) -> bool:
    """Tell whether what somebody is a member of is of a project that is archived."""
    if "project_id" not in values:
        return False
    told: Json = call.send(_PROJECTS, _PROJECTS.item, values, "read the project", method="GET").body
    return bool(told.get("status") == "archived")


def _known(planned: Values) -> Values:
    return {name: value for name, value in planned.items() if value is not UNKNOWN}
