"""What API keys have in common, whoever owns them: made by the API, shown once, expiring, revoked.

It must not know one kind of key by name.
"""

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
    doc="What the key may do, such as `api.model.request`, or `api.all.read` for everything that only reads. Left out or empty, it "
    "may do all that its owner may.",
)

EXPIRES_AT = Integer(
    computed=True,
    volatile=True,
    doc="When the key expires, in seconds since 1970. Null if it does not.",
)

REDACTED_VALUE = String(computed=True, doc="The beginning and the end of the key.")

LAST_USED_AT = Integer(
    computed=True,
    volatile=True,
    doc="When the key was last used, in seconds since 1970. Null if it never was.",
)


def expires_in_seconds(doc: str, **flags: Any) -> Integer:
    """Return the ``expires_in_seconds`` attribute: the API counts from each request that has it, and never tells it."""
    return Integer(
        optional=True,
        unread=True,
        minimum=1,
        doc=f"The seconds until the key expires. {doc}",
        **flags,
    )


def owner(**parts: Attribute) -> Object:
    """Return who a key belongs to: what is told beside the kind of owner."""
    kind = String(computed=True, doc="The kind of owner, such as `user`.")
    return Object(
        {"type": kind, **parts}, computed=True, volatile=True, doc="Who the key belongs to."
    )


def who(*more: str) -> dict[str, Attribute]:
    """Return what is told of a user or a service account that owns a key; ``more`` adds texts to that."""
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
    doc="Whether to revoke the key at the end of the run. Defaults to `true`. Terraform opens the resource at each plan and each apply: "
    "with `false`, each makes a key that stays, so that `expires_in_seconds` must be set. For one key that stays, see `key_id`.",
)


def key_id(managed: str, instead: str, *others: str) -> String:
    """Return the ``key_id`` attribute: the key that a managed resource makes.

    ``instead`` is the argument that a key for one run must have; ``others`` are those that it may have.
    """
    return String(
        optional=True,
        local=True,
        exactly_one_of=("key_id", instead),
        conflicts_with=others,
        doc=f"The `id` of the `{managed}` that makes the key. No key is made then: the value of that one is handed on in the run that "
        "makes it, and in no other (see `is_available`). Left out, a key is made for this run.",
    )


EPHEMERAL_KEY = {
    "revoke_on_close": REVOKE_ON_CLOSE,
    "value": handed_on_value(
        "The key, or a sentence that begins with `not-available:` where `is_available` is `false`."
    ),
    "is_available": IS_AVAILABLE,
}
"""What every key in passing has: its value, how long it lives, and whether the value is there."""


class EphemeralKey(EphemeralResource):
    """A key that is made whenever Terraform opens it and revoked at the end of the run; or one that is handed on."""

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Refuse keys that stay for ever, of which each plan would make one."""
        if (
            config.get("revoke_on_close") is not False
            or config.get("expires_in_seconds") is not None
        ):
            return []
        return [
            error(
                "Keys that stay",
                "Terraform opens an ephemeral resource at each plan and each apply: with `revoke_on_close = false` each would make a key that "
                f"is never revoked. To make one key and hand it on to a secret store, make it by the managed resource `{self.type_name}`, "
                "and give its `id` to this one as `key_id`. For keys that stay for a while, set `expires_in_seconds`.",
                ("revoke_on_close",),
            )
        ]

    def open(self, call: Call, config: Values) -> Opened:
        """Make the key, and remember which it is if it is to be revoked; or hand on what was made in this run.

        Raises:
            OutcomeUnknownError: the API gave it no id.
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
        """Revoke it, unless it is to be kept; that it is gone already is as good."""
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
