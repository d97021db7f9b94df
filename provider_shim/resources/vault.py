"""``openai_vault``: a place for the secrets of agents."""

from __future__ import annotations

from provider_shim.areas.agents import BETA
from provider_shim.areas.vaults import name
from provider_shim.patterns.attributes import created_at, identity, metadata
from provider_shim.resource import Resource
from provider_shim.rest import Rest
from provider_shim.schema import Schema


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
