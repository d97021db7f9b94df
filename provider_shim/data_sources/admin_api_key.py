"""``openai_admin_api_key`` (data source): one key of the organization's administration."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import admin_api_key


class AdminApiKey(Lookup):
    """A key of the organization's administration, by its id or its name. Never the key itself."""

    type_name = "openai_admin_api_key"
    endpoint = admin_api_key.AdminApiKey.endpoint
    by = "name"
    schema = lookup_schema(
        admin_api_key.AdminApiKey, by, untold=("expires_in_seconds",), also=("api_key_id",)
    )
