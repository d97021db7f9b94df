"""Objects that exist before Terraform manages them. Create remembers the original values, and destroy restores or leaves them."""

from __future__ import annotations

from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import NotFoundError
from provider_shim.vocabulary.rest import Json

RESTORE, LEAVE = "restore", "leave"


class RestoresOriginal(Resource):
    """A resource that changes an existing object and has the argument `on_destroy`. Its create calls `remember`."""

    erasable: ClassVar[bool] = False
    """Whether the API can delete the object, after which the API's default applies."""
    restores_changes: ClassVar[bool] = False
    """Whether a restore sends only the values that have changed."""

    imported: ClassVar[str] = "it was imported, so the provider does not know the original values"
    """The reason why destroy leaves an imported object unchanged."""

    def remember(self, call: Call, values: Values, now: Json | None) -> None:
        """Remember the current values, or, if this replaces a resource for the same object, its original values."""
        identity = "/".join(str(values[name]) for name in self.endpoint.identity)
        original = call.originals.take(self.type_name, identity or str(values["id"]), now=now)
        before = {"body": now} if original is None else original
        call.private.before = before if call.note is None else call.note.remembers(values, before)

    def delete(self, call: Call, state: Values) -> None:
        """Restore the original values or leave the object unchanged, depending on `on_destroy`."""
        original = call.private.before
        if state.get("on_destroy") == LEAVE:
            self.leave(call, state, f"`on_destroy` is `{LEAVE}`")
        elif original is None:
            self.leave(call, state, self.imported)
        else:
            # States of older versions have only the values.
            self.restore(call, state, original.get("body", original))

    def leave(self, call: Call, state: Values, reason: str) -> None:  # noqa: ARG002 - for overrides
        """Leave the object unchanged, and warn."""
        call.warn(
            f"{self.noun.capitalize()} left unchanged",
            f"Terraform no longer manages it. It keeps its last values, because {reason}.",
        )

    def restore(self, call: Call, state: Values, body: Json | None) -> None:
        """Send the original values, or delete the object if it had none. It is not an error if the owner does not exist."""
        if self.restores_changes:
            now = self.set_now(state) or {}
            body = {name: value for name, value in (body or {}).items() if now.get(name) != value}
        try:
            if body:
                call.send(
                    self.endpoint,
                    self.endpoint.item,
                    state,
                    f"restore the {self.noun}",
                    method="POST",
                    body=self.endpoint.outgoing(body),
                )
            elif self.erasable:
                super().delete(call, state)
        except NotFoundError:
            return
