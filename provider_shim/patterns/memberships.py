"""Members of a group, a project or a similar owner, one per resource. Create adopts a member that exists already."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json, Rest, create_body, path_parameters
from provider_shim.vocabulary.values import UNKNOWN

_PROJECTS = Rest("/organization/projects", item="/organization/projects/{project_id}", auth="admin")

_MAYBE_THERE = frozenset({400, 409})
"""The statuses with which the API refuses a member that exists already, among other errors."""


class GoesWithProject(Resource):
    """A resource that disappears with its project. For an archived project, the API refuses requests instead of a 404."""

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the object. Return None if the project is archived."""
        try:
            return self.read_of_project(call, state)
        except ApiError as refusal:
            if went_with_project(call, state, refusal):
                return None
            raise

    def read_of_project(self, call: Call, state: Values) -> Values | None:
        """Read the object of a project that is not archived."""
        return super().read(call, state)

    def delete(self, call: Call, state: Values) -> None:
        """Delete the object. It is not an error if the project is archived."""
        try:
            super().delete(call, state)
        except ApiError as refusal:
            if not self.was_gone(call, state, refusal):
                raise

    def was_gone(self, call: Call, state: Values, refusal: ApiError) -> bool:
        """Return whether the API refused a delete because the object does not exist."""
        return went_with_project(call, state, refusal)


class Membership(GoesWithProject):
    """A member that can be added only once, so that it is safe to add it again."""

    def create(self, call: Call, planned: Values) -> Values:
        """Add the member. Adopt a member that exists already, and update it to the planned values."""
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
        """Return the values to add the member with, before an update to the planned values. By default they are the same."""
        return planned

    def taken_over(self, state: Values) -> Values:
        """Return the state of a member that existed before. By default it is the API's answer."""
        return state

    def read_of_project(self, call: Call, state: Values) -> Values | None:
        """Read the member."""
        reported = self.find(call, state)
        return None if reported is None else self.state(reported, state)

    def find(self, call: Call, state: Values) -> Json | None:
        """Return the member from the list of all members or from its own endpoint, or None if it does not exist."""
        return call.listed(self.endpoint, state, f"list the {self.noun}s") or self.there(
            call, state
        )

    def was_gone(self, call: Call, state: Values, refusal: ApiError) -> bool:
        """Return whether the member does not exist, for each way in which the API reports that."""
        return refusal.status in _MAYBE_THERE and self._there(call, state) is None

    def there(self, call: Call, values: Values) -> Json | None:
        """Return the member with GET, or None if it does not exist."""
        try:
            member: Json = call.send(
                self.endpoint, self.endpoint.item, values, f"read the {self.noun}", method="GET"
            ).body
        except NotFoundError:
            return None
        return member

    def _there(self, call: Call, values: Values) -> Json | None:
        """Return the member, or None also if the API refuses the request: the caller reports the first refusal."""
        try:
            return self.there(call, values)
        except ApiError:
            return None


def went_with_project(call: Call, values: Mapping[str, object], refusal: ApiError) -> bool:
    """Return whether the API refused because the project is archived, so that it has no members and objects any more."""
    return refusal.status in _MAYBE_THERE and is_archived(call, values)


def is_archived(call: Call, values: Mapping[str, object]) -> bool:
    """Return whether the owner is in an archived project."""
    if "project_id" not in values:
        return False
    project: Json = call.send(
        _PROJECTS, _PROJECTS.item, values, "read the project", method="GET"
    ).body
    return bool(project.get("status") == "archived")


def _known(planned: Values) -> Values:
    return {name: value for name, value in planned.items() if value is not UNKNOWN}
