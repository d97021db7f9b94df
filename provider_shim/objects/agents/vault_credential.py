"""``openai_vault_credential``: a secret of agents, which goes in and never comes out."""

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
    """Return a credential with the expiry of its token beside the rest: the API has it within the way to authenticate."""
    return {**answer, _EXPIRES: (answer.get("auth") or {}).get("expires_at")}


class VaultCredential(Resource):
    """A secret in a vault, for agents: the token of an MCP server, or the value of an environment variable.

    The secrets are write-only (Terraform 1.11 or later): they are sent to OpenAI, and stored neither in plan nor in state, so
    that they may come from ephemeral resources and variables. No one can read them from OpenAI either. To rotate one, change
    it and `secrets_version`: it is then replaced in place. Without a change of `secrets_version` no secret is sent again, so
    that a token that OpenAI has refreshed meanwhile stays.

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
                "All secrets of the credential are then sent again."
            ),
            "metadata": metadata("credential", cleared={}),
            _EXPIRES: String(
                computed=True,
                volatile=True,
                doc="When the present access token expires, as an RFC 3339 time, if that is known.",
            ),
            "created_at": created_at("credential"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the credential was changed last, in seconds since 1970.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Say what new secrets change; and what was refreshed and is not to be any more needs another credential."""
        if will_be_sent_again(draft):
            draft.planned.update(dict.fromkeys((_EXPIRES, "updated_at"), UNKNOWN))
        before, after = (draft.prior or {}).get("auth"), draft.planned["auth"]
        if before and before["refresh"] and after is not UNKNOWN and after["refresh"] is None:
            draft.replace.append(("auth", "refresh"))

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return what changes, and the secrets only where they are to be sent again."""
        body = update_body(self.attributes, prior, planned, (*self.endpoint.identity, "auth"))
        auth = (
            rotated(call.config["auth"])
            if sent_again(call, prior, planned)
            else edited(prior["auth"], planned["auth"])
        )
        return body if auth is None else {**body, "auth": auth}


class DataVaultCredential(Lookup):
    """An existing credential in a vault, found by its id or by its name: what it is for, and never a secret."""

    type_name = "openai_vault_credential"
    endpoint = VaultCredential.endpoint
    by = "name"
    schema = lookup_schema(VaultCredential, by, not_returned=("access_token_expires_at",))


class DataVaultCredentials(ListAll):
    """The credentials in a vault, or those that pass filters: what they are for, and never a secret."""

    type_name = "openai_vault_credentials"
    endpoint = VaultCredential.endpoint
    items = "credentials"
    schema = list_all_schema(
        VaultCredential,
        items,
        filters("credentials"),
        not_returned=("access_token_expires_at",),
    )
