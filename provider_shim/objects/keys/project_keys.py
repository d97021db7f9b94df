"""API keys of projects: where they live, and how one is changed in place. It must not know who makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.vocabulary.diagnostics import warning
from provider_shim.vocabulary.rest import Rest

KEYS = "/organization/projects/{project_id}/api_keys"


class ProjectKey(Resource):
    """A key of a project: read from the list of all of them, changed and revoked by its id."""

    keys: ClassVar[Rest] = Rest(KEYS, auth="admin", page=100)
    listed_in = keys
    listed_with: ClassVar[Mapping[str, Any]] = {"owner_project_access": "any"}

    def modify_plan(self, draft: Draft) -> None:
        """Tell that an expiry cannot be taken away: the API only sets another one."""
        name = "expires_in_seconds"
        if (
            draft.prior is not None
            and draft.prior[name] is not None
            and draft.planned[name] is None
        ):
            draft.diagnostics.append(
                warning(
                    "Expiry stays",
                    f"`{name}` is no longer set, but the API cannot take the expiry of a key away: it stays as it is. A key that does "
                    "not expire must be a new one.",
                    (name,),
                )
            )

    def read(self, call: Call, state: Values) -> Values | None:
        """Find it in the project's list of keys, which also tells of keys whose owner has no access at the moment."""
        values = {**state, "id": state[self.endpoint.identity[-1]]}
        listed = call.listed(self.keys, values, "list the keys of the project", **self.listed_with)
        return self.state(listed, state) if listed is not None else self.read_alone(call, state)

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Send what changes: the expiry counts from the request, so that it is never sent unchanged, nor as null."""
        if planned["expires_in_seconds"] is not None:
            return super().update(call, prior, planned)
        kept = {**prior, "expires_in_seconds": None}
        return super().update(call, kept, planned)
