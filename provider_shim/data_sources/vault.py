"""``openai_vault`` (data source): one vault."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import vault


class Vault(Lookup):
    """An existing vault, found by its id or by its name."""

    type_name = "openai_vault"
    endpoint = vault.Vault.endpoint
    by = "name"
    schema = lookup_schema(vault.Vault, by)
