"""``openai_vault_credential`` (data source): one credential, without its secrets."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import vault_credential


class VaultCredential(Lookup):
    """An existing credential in a vault, found by its id or by its name: what it is for, and never a secret."""

    type_name = "openai_vault_credential"
    endpoint = vault_credential.VaultCredential.endpoint
    by = "name"
    schema = lookup_schema(
        vault_credential.VaultCredential, by, untold=("access_token_expires_at",)
    )
