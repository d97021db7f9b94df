"""``openai_vault_credentials`` (data source): all credentials in a vault, without their secrets."""

from __future__ import annotations

from provider_shim.areas.vaults import filters
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import vault_credential


class VaultCredentials(Every):
    """The credentials in a vault, or those that pass filters: what they are for, and never a secret."""

    type_name = "openai_vault_credentials"
    endpoint = vault_credential.VaultCredential.endpoint
    items = "credentials"
    schema = every_schema(
        vault_credential.VaultCredential,
        items,
        filters("credentials"),
        untold=("access_token_expires_at",),
    )
