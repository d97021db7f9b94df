"""``openai_project_rate_limit``: how much a project may ask of a model."""

from __future__ import annotations

from provider_shim.areas.model_names import slip
from provider_shim.areas.rate_limits import ENDPOINT, LIMITS, found, none_found
from provider_shim.call import Call, Values
from provider_shim.diagnostics import NotFoundError
from provider_shim.patterns.settings import Setting, on_destroy
from provider_shim.rest import Json
from provider_shim.schema import Integer, Schema, String

_NAMES = ("rate_limit_id", "model")


class ProjectRateLimit(Setting):
    """How much a project may ask of a model, within what the organization has.

    A project has one limit for each model from the start: creating the resource takes it over, and destroying it gives back
    what was set before. Limits that are left out stay as they are.
    """

    type_name = "openai_project_rate_limit"
    other_names = ("model",)
    endpoint = ENDPOINT
    schema = Schema(
        {
            "id": String(
                computed=True, local=True, doc="The ids of project and rate limit, with a slash."
            ),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "rate_limit_id": String(
                optional=True,
                computed=True,
                local=True,
                replace=True,
                exactly_one_of=_NAMES,
                doc="The id of the rate limit, such as `rl-gpt-4o`.",
            ),
            "model": String(
                optional=True,
                computed=True,
                local=True,
                replace=True,
                exactly_one_of=_NAMES,
                doubt=slip,
                doc="The model whose limit it is, in place of the id.",
            ),
            **{
                name: Integer(optional=True, computed=True, minimum=0, doc=doc, also=also)
                for name, (doc, also) in LIMITS.items()
            },
            "on_destroy": on_destroy(),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Find the limit, remember it, and change what is configured."""
        there = found(call, planned)
        if there is None:
            raise none_found(planned)
        known = _named(there, planned)
        self.remember(call, known, self.body(self.state(there, known)))
        if self.body(planned):
            return self.write(call, known)
        call.outdate(self.endpoint, known)
        return self.state(there, known)

    def read(self, call: Call, state: Values) -> Values | None:
        """Look it up in the list: there is no other way. Its model tells which one it is where the id is made up by others."""
        try:
            there = found(call, state)
        except NotFoundError:  # the project is gone
            return None
        return None if there is None else self.state(there, _named(there, state))

    def restore(self, call: Call, state: Values, body: Json | None) -> None:
        """Give back those limits that are another now."""
        now = self.body(state)
        changed = {name: value for name, value in (body or {}).items() if now.get(name) != value}
        if changed:
            super().restore(call, state, changed)


def _named(there: Json, values: Values) -> Values:
    """Return values with the id and the model of the limit that was found by one of them."""
    names = {"rate_limit_id": there.get("id"), "model": there.get("model")}
    return {**values, **{name: value for name, value in names.items() if value is not None}}
