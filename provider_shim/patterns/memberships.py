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


class GoesWithProject(Resource):
    """What goes with its project, though the API does not say so of a project that is archived."""

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it; an archived project, which refuses, has none."""
        try:
            return self.read_of_project(call, state)
        except ApiError as refusal:
            if went_with_project(call, state, refusal):
                return None
            raise

    def read_of_project(self, call: Call, state: Values) -> Values | None:
        """Read it, as if its project were not archived."""
        return super().read(call, state)

    def delete(self, call: Call, state: Values) -> None:
        """Delete it; an archived project has none."""
        try:
            super().delete(call, state)
        except ApiError as refusal:
            if not self.was_gone(call, state, refusal):
                raise

    def was_gone(self, call: Call, state: Values, refusal: ApiError) -> bool:
        """Tell whether a delete was refused because there is nothing to delete."""
        return went_with_project(call, state, refusal)


class Membership(GoesWithProject):
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
                body=self.endpoint.outgoing(
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
        made = self.update(call, before, {**state, **_known(self.first(planned))})
        return self.read_back(call, made)

    def first(self, planned: Values) -> Values:
        """Return what the member is added with, before an update makes it what is planned. By default it is the same."""
        return planned

    def taken_over(self, state: Values) -> Values:
        """Return what is known of a member that was there before. By default it is what the API tells."""
        return state

    def read_of_project(self, call: Call, state: Values) -> Values | None:
        """Read the member."""
        reported = self.find(call, state)
        return None if reported is None else self.state(reported, state)

    def find(self, call: Call, state: Values) -> Json | None:
        """Return the member as the list of all tells it, or else it alone; None if there is none."""
        return call.listed(self.endpoint, state, f"list the {self.noun}s") or self.there(
            call, state
        )

    def was_gone(self, call: Call, state: Values, refusal: ApiError) -> bool:
        """Tell whether there is no such member, in whatever words the API says so."""
        return refusal.status in _MAYBE_THERE and self._there(call, state) is None

    def there(self, call: Call, values: Values) -> Json | None:
        """Return the member as the API tells it, None if there is none: GET."""
        try:
            member: Json = call.send(
                self.endpoint, self.endpoint.item, values, f"read the {self.noun}", method="GET"
            ).body
        except NotFoundError:
            return None
        return member

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
    project: Json = call.send(
        _PROJECTS, _PROJECTS.item, values, "read the project", method="GET"
    ).body
    return bool(project.get("status") == "archived")


def _known(planned: Values) -> Values:
    return {name: value for name, value in planned.items() if value is not UNKNOWN}
