"""Secrets that the API shows once, when it makes them: where they may go, and when they are made anew.

A resource with such a secret derives from `ShownOnce`, takes its attributes from `shown_once`, has `rotate_when` where another
secret can be had, and passes the answer that shows the secret through `taken`. The secret then stays in the memory of the
provider, from which an ephemeral resource hands it on in the same run (`handed_on`). It is in the state only encrypted, or
where the user asks for it. It must not know any particular object.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.encryption import encrypted, public_key_fault
from provider_shim.engine.resource import Draft, Resource
from provider_shim.vocabulary.diagnostics import ProviderError, warning
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, MapOf, String
from provider_shim.vocabulary.values import UNKNOWN

STORE, ROTATE, ENCRYPT_TO, VERSION = (
    "store_secret_in_state",
    "rotate_when",
    "encrypt_to",
    "secret_version",
)

DECRYPT = (
    "openssl base64 -d -A | openssl pkeyutl -decrypt -inkey private.pem "
    "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256"
)
"""The command that reads an encrypted secret from its input and prints the secret."""


def shown_once(secret: str, doc: str, **flags: Any) -> dict[str, Attribute]:
    """Return the attributes of a resource whose attribute ``secret`` is shown once; ``flags`` are for that attribute."""
    return {
        STORE: Bool(
            optional=True,
            local=True,
            doc=f"Whether to keep `{secret}` in the state, where everybody who can read the state can read it. Defaults to "
            f"`false`: then `{secret}` is null, and the secret can be handed on only in the run that makes it.",
        ),
        secret: String(
            computed=True,
            sensitive=True,
            local=True,
            doc=f"{doc} Null unless `{STORE}` is `true`, and after an import.",
            **flags,
        ),
        ENCRYPT_TO: String(
            optional=True,
            local=True,
            check=public_key_fault,
            equivalent=lambda known, returned: known.strip() == returned.strip(),
            doc=f"The public key to encrypt the secret with, for `{encrypted_name(secret)}`: an RSA key of at least 2048 bits in PEM "
            "form, such as `openssl pkey -in private.pem -pubout` prints. Another public key is used from the next secret on.",
        ),
        encrypted_name(secret): String(
            computed=True,
            local=True,
            doc=f"The secret, encrypted with the key in `{ENCRYPT_TO}` by RSA-OAEP with SHA-256 (also for MGF1, without label), as base64. "
            f"The owner of the private key decrypts it with `{DECRYPT}`. Null without `{ENCRYPT_TO}`, and after an import.",
        ),
        VERSION: Integer(
            computed=True,
            local=True,
            doc="A number that is another one for each secret, made from its id and not from the secret. Give it to whatever takes the "
            "secret as its `secrets_version` or `…_wo_version`, so that the secret is sent when it is new and at no other time.",
        ),
    }


def encrypted_name(secret: str) -> str:
    """Return what the attribute with the encrypted secret is called."""
    return f"encrypted_{secret}"


def rotate_when(noun: str) -> MapOf:
    """Return the ``rotate_when`` attribute."""
    return MapOf(
        String(),
        optional=True,
        local=True,
        replace=True,
        doc=f"Values of your choice: when one changes, a new {noun} replaces the old one. With `create_before_destroy` the old "
        "one works until the new one is there and has been handed on.",
    )


def rotates(draft: Draft) -> bool:
    """Tell whether an object gets another secret and stays: a value in `rotate_when` changes. An import is no change."""
    return (
        draft.prior is not None
        and not draft.imported
        and draft.prior.get(ROTATE) != draft.planned.get(ROTATE)
    )


def version_of(secret_id: str) -> int:
    """Return the version of the secret with this id, which fits into 31 bits: some consumers take no larger number."""
    return int.from_bytes(hashlib.sha256(secret_id.encode()).digest()[:4]) >> 1


class ShownOnce(Resource):
    """A resource whose create, and perhaps its rotation, shows a secret once."""

    shown: ClassVar[str] = "value"
    """The attribute that holds the secret, if the state keeps it; and the API's name for it."""

    def secret_id(self, values: Mapping[str, Any]) -> str | None:
        """Return what tells one secret of the object from another, or None if it has none. By default the object's id."""
        identity = values.get("id")
        return identity if isinstance(identity, str) else None

    def owner(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """Return the type and the id by which an ephemeral resource asks for the secret. By default the object's own."""
        return self.type_name, str(values["id"])

    def modify_plan(self, draft: Draft) -> None:
        """Plan what the state will hold of the secret."""
        super().modify_plan(draft)
        self.plan_secret(draft)

    def plan_secret(self, draft: Draft, *, anew: bool = False) -> None:
        """Plan the secret and what tells of it: what was not kept cannot be had later.

        ``anew`` where the object gets another secret and stays.
        """
        self._plan_kept(draft, anew=anew)
        self._plan_encrypted(draft, anew=anew)
        if anew:
            draft.planned[VERSION] = UNKNOWN

    def created(self, call: Call, state: Values, answer: Json) -> Values:
        """Take the secret, which only the answer to the create shows."""
        return self.taken(call, state, answer.get(self.shown))

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return its values, with the version of its secret where that is not known yet."""
        values = super().state(answer, known)
        secret_id = self.secret_id(values)
        if values[VERSION] is None and secret_id is not None:
            values[VERSION] = version_of(secret_id)
        return values

    def taken(self, call: Call, made: Values, secret: Any) -> Values:
        """Return the state of an object whose secret was just shown, and remember the secret for the rest of the run.

        Raises:
            ProviderError: the secret does not fit into the key that it is to be encrypted with; the state is saved.
        """
        secret_id = self.secret_id(made)
        if not isinstance(secret, str) or secret_id is None:
            return {**made, self.shown: None, encrypted_name(self.shown): None}
        version = version_of(secret_id)
        call.shown.remember(*self.owner(made), secret, version)
        state = {
            **made,
            self.shown: secret if made[STORE] is True else None,
            encrypted_name(self.shown): None,
            VERSION: version,
        }
        call.save(state)
        if made[ENCRYPT_TO] is not None:
            try:
                state[encrypted_name(self.shown)] = encrypted(secret, made[ENCRYPT_TO])
            except ValueError as fault:
                raise ProviderError("Secret not encrypted", str(fault), (ENCRYPT_TO,)) from None
        return state

    def _plan_kept(self, draft: Draft, *, anew: bool) -> None:
        wanted, name = draft.config.get(STORE), self.shown
        if wanted is UNKNOWN:
            if draft.prior is None or anew:
                draft.planned[name] = UNKNOWN
            return
        if wanted is not True:
            draft.planned[name] = None
        elif anew:
            draft.planned[name] = UNKNOWN
        elif draft.prior is not None and draft.prior.get(name) is None and not draft.replace:
            draft.diagnostics.append(
                warning(
                    "Secret not known",
                    f"`{name}` is null, since the API shows a secret only when it makes it, and it was not kept then. To have one in "
                    f"the state, make a new one: {_remedy(draft)}.",
                    (STORE,),
                )
            )

    def _plan_encrypted(self, draft: Draft, *, anew: bool) -> None:
        key, name = draft.config.get(ENCRYPT_TO), encrypted_name(self.shown)
        if key is None:
            draft.planned[name] = None
        elif draft.prior is None or anew:
            draft.planned[name] = UNKNOWN
        elif draft.prior.get(ENCRYPT_TO) != draft.planned[ENCRYPT_TO] and not draft.replace:
            draft.diagnostics.append(
                warning(
                    "Secret stays as it is encrypted",
                    f"`{ENCRYPT_TO}` changes, but `{name}` stays as it is, since the API showed the secret only when it made it. To have "
                    f"one that is encrypted with the new key, make a new secret: {_remedy(draft)}.",
                    (ENCRYPT_TO,),
                )
            )


def _remedy(draft: Draft) -> str:
    return (
        f"change a value in `{ROTATE}`"
        if ROTATE in draft.config
        else "`terraform apply -replace=…`"
    )
