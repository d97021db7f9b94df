"""``openai_admin_api_keys`` (data source): all keys of the organization's administration."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.limits import cursors
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import admin_api_key


class AdminApiKeys(Every):
    """The keys of the organization's administration. Never the keys themselves."""

    type_name = "openai_admin_api_keys"
    endpoint = admin_api_key.AdminApiKey.endpoint
    items = "api_keys"
    schema = every_schema(
        admin_api_key.AdminApiKey,
        items,
        {"order": order(), **cursors("a key")},
        untold=("expires_in_seconds",),
        grows=True,
    )
