"""``openai_vault``: a vault, which holds credentials for agents."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.objects.agents.configuration import BETA
from provider_shim.objects.agents.vaults import filters, name
from provider_shim.patterns.attributes import created_at, identity, metadata
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema


class Vault(Resource):
    """A vault for the secrets of agents. A session with the vault can use the credentials in it.

    To add a credential, use `openai_vault_credential`. Destroying a vault deletes all credentials in it, including credentials
    that Terraform does not manage.

    ~> The Agents API is a beta.
    """

    type_name = "openai_vault"
    endpoint = Rest("/vaults", headers=BETA, page=100)
    schema = Schema(
        {
            "id": identity("vault"),
            "name": name("vault", optional=True),
            "metadata": metadata("vault", cleared={}),
            "created_at": created_at("vault"),
        }
    )


class DataVault(Lookup):
    """A vault for the secrets of agents, found by its id or by its name."""

    type_name = "openai_vault"
    endpoint = Vault.endpoint
    by = "name"
    schema = lookup_schema(Vault, by)


class DataVaults(ListAll):
    """The vaults of the project. The list can be filtered by metadata and by status."""

    type_name = "openai_vaults"
    endpoint = Vault.endpoint
    items = "vaults"
    schema = list_all_schema(Vault, items, filters("vaults"))
