"""``openai_vaults`` (data source): all vaults."""

from __future__ import annotations

from provider_shim.areas.vaults import filters
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import vault


class Vaults(Every):
    """The vaults of the project, or those that pass filters."""

    type_name = "openai_vaults"
    endpoint = vault.Vault.endpoint
    items = "vaults"
    schema = every_schema(vault.Vault, items, filters("vaults"))
