"""Settings that always exist. The provider remembers their original values, and restores them on destroy.

The API can neither create nor delete such a setting. Create reads and changes it. Destroy changes it back or leaves it, depending
on ``on_destroy``. If it leaves the setting, it returns a warning.
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
"""The id of an object of which an organization has only one."""


def restored_on_destroy() -> String:
    """Return the ``on_destroy`` attribute of a setting."""
    return on_destroy(
        RESTORE,
        LEAVE,
        default=RESTORE,
        doc="What destroy does, since the API cannot delete this setting: `restore` sets the values from before Terraform "
        "managed the setting, and `leave` keeps the current values. Destroy cannot restore an imported setting. Defaults to "
        "`restore`.",
    )


def setting_id(of: str = "the id of the project") -> String:
    """Return the ``id`` attribute of a setting of a project."""
    return String(computed=True, local=True, doc=f"The id of the setting: {of}.")


def organization_id() -> String:
    """Return the ``id`` attribute of an object of which an organization has only one."""
    return String(
        computed=True,
        local=True,
        also=("singleton_id",),
        doc=f"The id of the setting, which is always `{ORGANIZATION}`.",
    )


class Singleton(Resource):
    """An object of which a project or the organization has only one. Its path is that of its owner."""

    def create(self, call: Call, planned: Values) -> Values:
        """Set all values."""
        return self.write(call, planned)

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Set all values again, if a value at the API changes."""
        if self.body(prior) == self.body(planned):
            return {**planned, **self._refreshed(call, prior, planned)}
        return self.write(call, planned)

    def body(self, values: Values) -> Json:
        """Return the body to send. By default it has all arguments with a value."""
        return create_body(self.attributes, values, path_parameters(self.endpoint.item))

    def write(self, call: Call, values: Values) -> Values:
        """Send the values, and return the new state."""
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
        """Return the state, with the id of the owner."""
        values = super().state(answer, known)
        return values if self.endpoint.identity else {**values, "id": ORGANIZATION}

    def import_state(self, identity: str) -> Values:
        """Return a state from which the setting can be read."""
        if self.endpoint.identity:
            return super().import_state(identity)
        if identity != ORGANIZATION:
            raise ProviderError(
                "Invalid import id",
                f'"{identity}" is not the id of this setting. Use "{ORGANIZATION}".',
            )
        return {**self.blank(), "id": ORGANIZATION}


class Setting(Singleton, RestoresOriginal):
    """A setting that always exists."""

    def create(self, call: Call, planned: Values) -> Values:
        """Remember the current values, and set the planned values."""
        values = {**planned, "id": ORGANIZATION}
        self.remember(call, values, self.before(call, planned))
        return self.write(call, planned)

    def set_now(self, values: Values) -> Json | None:
        """Return all current values."""
        return self.body(values)

    def before(self, call: Call, planned: Values) -> Json | None:
        """Return the body that restores the current values, or None if the setting has none."""
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
