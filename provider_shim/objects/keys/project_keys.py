"""API keys of projects: their endpoint, and how one is read and changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.vocabulary.diagnostics import warning
from provider_shim.vocabulary.rest import Rest

KEYS = "/organization/projects/{project_id}/api_keys"


class ProjectKey(Resource):
    """An API key of a project. It is read from the list of the project's keys, and changed and revoked by its id."""

    keys: ClassVar[Rest] = Rest(KEYS, auth="admin", page=100)
    listed_in = keys
    listed_with: ClassVar[Mapping[str, Any]] = {"owner_project_access": "any"}

    def modify_plan(self, draft: Draft) -> None:
        """Warn that an expiry cannot be removed: the API can only set another one."""
        name = "expires_in_seconds"
        if (
            draft.prior is not None
            and draft.prior[name] is not None
            and draft.planned[name] is None
        ):
            draft.diagnostics.append(
                warning(
                    "Expiry not removed",
                    f"`{name}` is no longer set, but the API cannot remove the expiry of a key, so the expiry does not change. For a key "
                    "that does not expire, create a new key.",
                    (name,),
                )
            )

    def read(self, call: Call, state: Values) -> Values | None:
        """Find the key in the project's list of keys, which includes keys whose owner currently has no access."""
        values = {**state, "id": state[self.endpoint.identity[-1]]}
        listed = call.listed(self.keys, values, "list the keys of the project", **self.listed_with)
        return self.state(listed, state) if listed is not None else self.read_alone(call, state)

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Send the changed arguments. The expiry counts from the request, so it is never sent unchanged or as null."""
        if planned["expires_in_seconds"] is not None:
            return super().update(call, prior, planned)
        kept = {**prior, "expires_in_seconds": None}
        return super().update(call, kept, planned)
