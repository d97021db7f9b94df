"""Settings that always exist: what was there before is remembered, and given back in the end. It must not know any one of them.

Such a setting has neither create nor delete in the API. Taking it over is reading it and changing it; giving it up is
changing it back, or leaving it, as ``on_destroy`` says. It is never forgotten without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.patterns.destroying import on_destroy
from provider_shim.patterns.restoring import LEAVE, RESTORE, RestoresOriginal
from provider_shim.vocabulary.diagnostics import NotFoundError, ProviderError
from provider_shim.vocabulary.identities import known_identity
from provider_shim.vocabulary.rest import Json, create_body, path_parameters
from provider_shim.vocabulary.schema import String

ORGANIZATION = "organization"
"""The id of what an organization has once."""


def restored_on_destroy() -> String:
    """Return the ``on_destroy`` attribute of a setting."""
    return on_destroy(
        RESTORE,
        LEAVE,
        default=RESTORE,
        doc="What destroying does, since OpenAI deletes no such settings: `restore` gives back what was set before Terraform took "
        "over (the default, so that a trial leaves no trace), `leave` leaves what is set now. What was imported cannot be "
        "restored.",
    )


def setting_id(of: str = "the id of the project") -> String:
    """Return the ``id`` attribute of a setting of a project."""
    return String(computed=True, local=True, doc=f"The id of the setting: {of}.")


def organization_id() -> String:
    """Return the ``id`` attribute of what an organization has once."""
    return String(
        computed=True,
        local=True,
        also=("singleton_id",),
        doc=f"The id of the setting: `{ORGANIZATION}`, since there is one.",
    )


class Singleton(Resource):
    """What a project, or the organization, has once: its address is that of its owner."""

    def create(self, call: Call, planned: Values) -> Values:
        """Set it: all of it, at once."""
        return self.write(call, planned)

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Set it again, if what the API keeps has changed."""
        if self.body(prior) == self.body(planned):
            return {**planned, **self._refreshed(call, prior, planned)}
        return self.write(call, planned)

    def body(self, values: Values) -> Json:
        """Return what to send: by default all arguments that have a value."""
        return create_body(self.attributes, values, path_parameters(self.endpoint.item))

    def write(self, call: Call, values: Values) -> Values:
        """Send it, and return the state after it."""
        answer = self.send(call, values, self.body(values), "set")
        state = self.state(answer, values)
        call.save(state)
        return state

    def send(self, call: Call, values: Values, body: Mapping[str, Any], doing: str) -> Json:
        """Send a body and return the answer."""
        answer: Json = call.send(
            self.endpoint,
            self.endpoint.item,
            values,
            f"{doing} the {self.noun}",
            method="POST",
            body=body,
        ).body
        return answer

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return its values under the id of its owner."""
        values = super().state(answer, known)
        return values if self.endpoint.identity else {**values, "id": ORGANIZATION}

    def import_state(self, identity: str) -> Values:
        """Return a state from which it can be read."""
        if self.endpoint.identity:
            return super().import_state(identity)
        if identity != ORGANIZATION:
            raise ProviderError(
                "Invalid import id", f'"{identity}" is no id of this kind: it is "{ORGANIZATION}".'
            )
        return {**self.blank(), "id": ORGANIZATION}


class Setting(Singleton, RestoresOriginal):
    """A setting that always exists."""

    def create(self, call: Call, planned: Values) -> Values:
        """Remember what is set, and set it."""
        values = {**planned, "id": ORGANIZATION}
        self.remember(call, values, self.before(call, planned))
        return self.write(call, planned)

    def set_now(self, values: Values) -> Json | None:
        """Return all that it has."""
        return self.body(values)

    def before(self, call: Call, planned: Values) -> Json | None:
        """Return what to send to have again what is set now; None if nothing is."""
        try:
            answer = call.send(
                self.endpoint,
                self.endpoint.item,
                planned,
                f"read the {self.noun} before it is changed",
                method="GET",
            ).body
        except NotFoundError:
            return None
        owner = known_identity(self.endpoint, self.attributes, planned)
        return self.body(self.state(answer, dict.fromkeys(self.attributes) | owner))
