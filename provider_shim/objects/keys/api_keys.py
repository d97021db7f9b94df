"""Attributes that all kinds of API keys have, and the verbs of ephemeral keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.api.refusals import without_id
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import EphemeralResource, Opened
from provider_shim.patterns.handed_on import IS_AVAILABLE, handed_on, handed_on_value
from provider_shim.vocabulary.diagnostics import Diagnostic, NotFoundError, error
from provider_shim.vocabulary.rest import Json, create_body, from_json, path_parameters
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, Object, SetOf, String

SCOPES = SetOf(
    String(),
    optional=True,
    unread=True,
    cleared=[],
    doc="The permissions of the key, such as `api.model.request`, or `api.all.read` for all read permissions. Defaults to all "
    "permissions of the key's owner, which an empty set also means.",
)

EXPIRES_AT = Integer(
    computed=True,
    volatile=True,
    doc="When the key expires, in seconds since 1970. Null if the key does not expire.",
)

REDACTED_VALUE = String(computed=True, doc="The first and the last characters of the key.")

LAST_USED_AT = Integer(
    computed=True,
    volatile=True,
    doc="When the key was last used, in seconds since 1970. Null if it was never used.",
)


def expires_in_seconds(doc: str, **flags: Any) -> Integer:
    """Return the ``expires_in_seconds`` attribute. The API counts from each request that has it, and never returns it."""
    return Integer(
        optional=True,
        unread=True,
        minimum=1,
        doc=f"The time until the key expires, in seconds. {doc}",
        **flags,
    )


def owner(**parts: Attribute) -> Object:
    """Return the ``owner`` attribute of a key, with the kind of owner and these ``parts``."""
    kind = String(computed=True, doc="The kind of owner, such as `user`.")
    return Object(
        {"type": kind, **parts}, computed=True, volatile=True, doc="The owner of the key."
    )


def who(*more: str) -> dict[str, Attribute]:
    """Return the fields of a user or a service account that owns a key. ``more`` has the names of further strings."""
    texts = {name: f"The {name} of the owner." for name in ("id", "name", *more, "role")}
    return {
        **{name: String(computed=True, doc=doc) for name, doc in texts.items()},
        "created_at": Integer(
            computed=True, doc="When the owner was created, in seconds since 1970."
        ),
    }


REVOKE_ON_CLOSE = Bool(
    optional=True,
    computed=True,
    default=True,
    local=True,
    doc="Whether to revoke the key at the end of the run. Defaults to `true`. With `false`, each plan and each apply creates another key, "
    "and `expires_in_seconds` must be set. For one permanent key, use `key_id`.",
)


def key_id(managed: str, instead: str, *others: str) -> String:
    """Return the ``key_id`` attribute.

    Args:
        managed: the type of the managed resource that creates the key.
        instead: the argument that a key for one run must have.
        others: the arguments that a key for one run may have.
    """
    return String(
        optional=True,
        local=True,
        exactly_one_of=("key_id", instead),
        conflicts_with=others,
        doc=f"The `id` of the `{managed}` that creates the key. `value` then has that key, but only in the run that creates it (see "
        "`is_available`). If you do not set this, the provider creates a key for this run.",
    )


EPHEMERAL_KEY = {
    "revoke_on_close": REVOKE_ON_CLOSE,
    "value": handed_on_value(
        "The key. If `is_available` is `false`, a sentence that begins with `not-available:`."
    ),
    "is_available": IS_AVAILABLE,
}
"""The attributes of every ephemeral key."""


class EphemeralKey(EphemeralResource):
    """An ephemeral key: a key that exists for one run, or a key that a managed resource created in this run."""

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Refuse keys that are never revoked: each plan would create another one."""
        if (
            config.get("revoke_on_close") is not False
            or config.get("expires_in_seconds") is not None
        ):
            return []
        return [
            error(
                "Keys are never revoked",
                "Terraform opens an ephemeral resource at each plan and each apply: with `revoke_on_close = false`, each would create a key "
                "that is never revoked. To create one key for a secret store, create it with the managed resource "
                f"`{self.type_name}`, and set `key_id` of this resource to its `id`. To create temporary keys, set `expires_in_seconds`.",
                ("revoke_on_close",),
            )
        ]

    def open(self, call: Call, config: Values) -> Opened:
        """Create a key, and keep its id if it must be revoked. With ``key_id``, return the key that was created in this run.

        Raises:
            OutcomeUnknownError: the answer has no id.
        """
        if (key := config.get("key_id")) is not None:
            blank = dict.fromkeys(self.attributes)
            return Opened(result={**blank, "id": key, **handed_on(call, key, "value")})
        attempted = f"create the {self.noun}"
        collection = self.endpoint.collection
        answer: Mapping[str, Any] = call.send(
            self.endpoint,
            collection,
            config,
            attempted,
            method="POST",
            body=create_body(self.attributes, config, path_parameters(collection)),
            repeatable=False,
        ).body
        identity = answer.get("id")
        if not isinstance(identity, str) or not identity:
            raise without_id(attempted)
        parts = {name: config.get(name) for name in self.endpoint.identity}
        return Opened(
            result={**from_json(self.attributes, answer, config), "is_available": True},
            private={**parts, "id": identity} if config["revoke_on_close"] else {},
        )

    def close(self, call: Call, private: Json) -> None:
        """Revoke the key, unless `revoke_on_close` is false. It is not an error if the key no longer exists."""
        if not private.get("id"):
            return
        try:
            call.send(
                self.endpoint,
                self.endpoint.item,
                private,
                f"revoke the {self.noun}",
                method="DELETE",
            )
        except NotFoundError:
            return
