"""``openai_vault_credential``: a secret for agents, which the API stores and never returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.objects.agents.configuration import BETA
from provider_shim.objects.agents.vaults import AUTH, edited, filters, name, rotated
from provider_shim.patterns.attributes import created_at, identity, metadata
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.secrets_version import secrets_version, sent_again, will_be_sent_again
from provider_shim.vocabulary.rest import Json, Rest, update_body
from provider_shim.vocabulary.schema import Integer, Schema, String
from provider_shim.vocabulary.values import UNKNOWN

_EXPIRES = "access_token_expires_at"


def _with_expiry(answer: Mapping[str, Any]) -> Json:
    """Return a credential with `access_token_expires_at`, which the API returns within `auth`."""
    return {**answer, _EXPIRES: (answer.get("auth") or {}).get("expires_at")}


class VaultCredential(Resource):
    """A secret in a vault, for agents: the token for an MCP server, or the value of an environment variable.

    The secrets are write-only (Terraform 1.11 or later). They are stored neither in the plan nor in the state, so that their
    values can come from ephemeral resources and ephemeral variables. OpenAI never returns them. To rotate a secret, change its
    value and `secrets_version`: the secret then changes in place. If `secrets_version` does not change, the provider sends no
    secret again, so that a token that OpenAI has refreshed remains valid.

    ~> The Agents API is a beta.
    """

    type_name = "openai_vault_credential"
    endpoint = Rest("/vaults/{vault_id}/credentials", headers=BETA, page=100, reshape=_with_expiry)
    schema = Schema(
        {
            "id": identity("credential").but(also=("credential_id",)),
            "vault_id": String(required=True, replace=True, doc="The id of the vault."),
            "name": name("credential", required=True, replace=True),
            "auth": AUTH,
            "secrets_version": secrets_version(
                "The provider then sends all secrets of the credential again."
            ),
            "metadata": metadata("credential", cleared={}),
            _EXPIRES: String(
                computed=True,
                volatile=True,
                doc="When the current access token expires, as an RFC 3339 time. Null if that is not known.",
            ),
            "created_at": created_at("credential"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the credential was last changed, in seconds since 1970.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Plan new times when secrets are sent again, and replace a credential whose `refresh` is removed."""
        if will_be_sent_again(draft):
            draft.planned.update(dict.fromkeys((_EXPIRES, "updated_at"), UNKNOWN))
        before, after = (draft.prior or {}).get("auth"), draft.planned["auth"]
        if before and before["refresh"] and after is not UNKNOWN and after["refresh"] is None:
            draft.replace.append(("auth", "refresh"))

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return the changed arguments, with the secrets only if they are sent again."""
        body = update_body(self.attributes, prior, planned, (*self.endpoint.identity, "auth"))
        auth = (
            rotated(call.config["auth"])
            if sent_again(call, prior, planned)
            else edited(prior["auth"], planned["auth"])
        )
        return body if auth is None else {**body, "auth": auth}


class DataVaultCredential(Lookup):
    """A credential in a vault, found by its id or by its name. Its secrets are not returned."""

    type_name = "openai_vault_credential"
    endpoint = VaultCredential.endpoint
    by = "name"
    schema = lookup_schema(VaultCredential, by, not_returned=("access_token_expires_at",))


class DataVaultCredentials(ListAll):
    """The credentials in a vault, without their secrets. The list can be filtered by metadata and by status."""

    type_name = "openai_vault_credentials"
    endpoint = VaultCredential.endpoint
    items = "credentials"
    schema = list_all_schema(
        VaultCredential,
        items,
        filters("credentials"),
        not_returned=("access_token_expires_at",),
    )
