"""Secrets that the API shows only once, when it creates them.

A resource with such a secret derives from `ShownOnce`, takes its attributes from `shown_once`, has `rotate_when` if the API can
create a new secret, and passes the answer with the secret to `taken`. The secret then stays in the memory of the provider, from
which an ephemeral resource returns it in the same run (`handed_on`). The state has the secret only encrypted, or if the user
requests it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.encryption import encrypted, public_key_fault
from provider_shim.engine.resource import Draft, Resource
from provider_shim.vocabulary.comparing import both_empty
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
"""The command that reads an encrypted secret from standard input and prints the secret."""


def shown_once(secret: str, doc: str, **flags: Any) -> dict[str, Attribute]:
    """Return the attributes of a resource whose attribute ``secret`` is shown only once; ``flags`` are for that attribute."""
    return {
        STORE: Bool(
            optional=True,
            local=True,
            doc=f"Whether to store `{secret}` in the state, where everybody with access to the state can read it. If `false`, "
            f"`{secret}` is null, and the secret is available only in the run that creates it. Defaults to `false`.",
        ),
        secret: String(
            computed=True,
            sensitive=True,
            local=True,
            doc=f"{doc} Null if `{STORE}` is not `true`, and after an import.",
            **flags,
        ),
        ENCRYPT_TO: String(
            optional=True,
            local=True,
            check=public_key_fault,
            equivalent=lambda known, returned: known.strip() == returned.strip(),
            doc=f"The public key that encrypts the secret for `{encrypted_name(secret)}`: an RSA key of at least 2048 bits in PEM "
            "format, such as the output of `openssl pkey -in private.pem -pubout`. A changed key applies to the next secret.",
        ),
        encrypted_name(secret): String(
            computed=True,
            local=True,
            doc=f"The secret, encrypted with the key in `{ENCRYPT_TO}` by RSA-OAEP with SHA-256 (also for MGF1, without a label), "
            f"as base64. To decrypt it with the private key, run `{DECRYPT}`. Null without `{ENCRYPT_TO}`, and after an import.",
        ),
        VERSION: Integer(
            computed=True,
            local=True,
            doc="A version number that is different for each secret. It is computed from the id of the secret, not from the "
            "secret. Use it as the `secrets_version` or `…_wo_version` of the resource that receives the secret, so that "
            "Terraform sends the secret only when it is new.",
        ),
    }


def encrypted_name(secret: str) -> str:
    """Return the name of the attribute with the encrypted secret."""
    return f"encrypted_{secret}"


def rotate_when(noun: str) -> MapOf:
    """Return the ``rotate_when`` attribute."""
    return MapOf(
        String(),
        optional=True,
        local=True,
        replace=True,
        doc=f"A map of values of your choice. When a value changes, a new {noun} replaces the old one. With "
        "`create_before_destroy`, the old one works until the new one is created and the resources that use it are updated.",
    )


def rotates(draft: Draft) -> bool:
    """Return whether a value in `rotate_when` changes, so that the object gets a new secret in place. An import does not count."""
    return (
        draft.prior is not None
        and not draft.imported
        and draft.prior.get(ROTATE) != draft.planned.get(ROTATE)
        and not both_empty(draft.prior.get(ROTATE), draft.planned.get(ROTATE))
    )


def version_of(secret_id: str) -> int:
    """Return the version of the secret with this id, which has 31 bits, since some consumers accept no larger number."""
    return int.from_bytes(hashlib.sha256(secret_id.encode()).digest()[:4]) >> 1


class ShownOnce(Resource):
    """A resource whose create (and rotation, if it has one) shows a secret once."""

    shown: ClassVar[str] = "value"
    """The attribute with the secret, which has the same name in the API."""

    def secret_id(self, values: Mapping[str, Any]) -> str | None:
        """Return the id of the secret of the object, or None if it has none. By default it is the id of the object."""
        identity = values.get("id")
        return identity if isinstance(identity, str) else None

    def owner(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """Return the type and the id by which an ephemeral resource finds the secret. By default they are those of the object."""
        return self.type_name, str(values["id"])

    def modify_plan(self, draft: Draft) -> None:
        """Plan the attributes of the secret."""
        super().modify_plan(draft)
        self.plan_secret(draft)

    def plan_secret(self, draft: Draft, *, anew: bool = False) -> None:
        """Plan the secret, its encrypted form and its version. A secret that was not stored is not available later.

        ``anew`` is true if the object gets a new secret in place.
        """
        self._plan_kept(draft, anew=anew)
        self._plan_encrypted(draft, anew=anew)
        if anew:
            draft.planned[VERSION] = UNKNOWN

    def created(self, call: Call, state: Values, answer: Json) -> Values:
        """Take the secret from the answer to the create."""
        return self.taken(call, state, answer.get(self.shown))

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the state, with the version of the secret if it is not known yet."""
        values = super().state(answer, known)
        secret_id = self.secret_id(values)
        if values[VERSION] is None and secret_id is not None:
            values[VERSION] = version_of(secret_id)
        return values

    def taken(self, call: Call, made: Values, secret: Any) -> Values:
        """Return the state of an object after the API has shown its secret, and remember the secret for the rest of the run.

        Raises:
            ProviderError: the secret is too long for the public key. The state is saved before.
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
                    f"`{name}` is null, because the API shows a secret only when it creates it, and the state did not store it "
                    f"then. To store a secret, create a new one: {_remedy(draft)}.",
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
                    "Encrypted secret not updated",
                    f"`{ENCRYPT_TO}` changes, but `{name}` does not, because the API showed the secret only when it created it. "
                    f"For a secret that is encrypted with the new key, create a new secret: {_remedy(draft)}.",
                    (ENCRYPT_TO,),
                )
            )


def _remedy(draft: Draft) -> str:
    return (
        f"change a value in `{ROTATE}`"
        if ROTATE in draft.config
        else "`terraform apply -replace=…`"
    )
