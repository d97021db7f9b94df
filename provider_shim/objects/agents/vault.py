"""``openai_vault``: a place for the secrets of agents."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.objects.agents.configuration import BETA
from provider_shim.objects.agents.vaults import filters, name
from provider_shim.patterns.attributes import created_at, identity, metadata
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema


class Vault(Resource):
    """A place for the secrets of agents: sessions that are given the vault can use the credentials in it.

    Credentials are resources of their own: `openai_vault_credential`. Destroying a vault destroys all credentials in it, those
    that Terraform does not know included.

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
    """An existing vault, found by its id or by its name."""

    type_name = "openai_vault"
    endpoint = Vault.endpoint
    by = "name"
    schema = lookup_schema(Vault, by)


class DataVaults(ListAll):
    """The vaults of the project, or those that pass filters."""

    type_name = "openai_vaults"
    endpoint = Vault.endpoint
    items = "vaults"
    schema = list_all_schema(Vault, items, filters("vaults"))
