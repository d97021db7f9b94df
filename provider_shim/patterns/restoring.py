"""What exists before Terraform manages it: a create remembers how it was, and a destroy restores that or leaves it.

It must not know any particular object.
"""

from __future__ import annotations

from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import NotFoundError
from provider_shim.vocabulary.rest import Json

RESTORE, LEAVE = "restore", "leave"


class RestoresOriginal(Resource):
    """A resource that changes what exists already, with an argument `on_destroy`. Its create calls `remember`."""

    erasable: ClassVar[bool] = False
    """Whether the API can delete it, after which its default holds."""
    restores_changes: ClassVar[bool] = False
    """Whether only the values that have changed are sent to restore it."""

    imported: ClassVar[str] = "it was imported, so that it is not known what was set before"
    """Why an imported object is left as it is."""

    def remember(self, call: Call, values: Values, now: Json | None) -> None:
        """Remember what is set now; or, where this replaces the same object, the original values of that one."""
        identity = "/".join(str(values[name]) for name in self.endpoint.identity)
        original = call.originals.take(self.type_name, identity or str(values["id"]), now=now)
        call.private.before = {"body": now} if original is None else original

    def delete(self, call: Call, state: Values) -> None:
        """Restore the original values, or leave the object as it is, as `on_destroy` says."""
        original = call.private.before
        if state.get("on_destroy") == LEAVE:
            self.leave(call, state, f"`on_destroy` is `{LEAVE}`")
        elif original is None:
            self.leave(call, state, self.imported)
        else:
            # Older states of users have the values alone.
            self.restore(call, state, original.get("body", original))

    def leave(self, call: Call, state: Values, reason: str) -> None:  # noqa: ARG002 - for those who override it
        """Leave the object as it is, and warn of that."""
        call.warn(
            f"{self.noun.capitalize()} left as it is",
            f"It is not managed any more, and stays as it was set last, since {reason}.",
        )

    def restore(self, call: Call, state: Values, body: Json | None) -> None:
        """Send the original values, or delete the object if there were none. It is no error if the owner is gone."""
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
