"""``openai_external_keys`` (data source): all external keys."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import external_key
from provider_shim.schema import String


class ExternalKeys(Every):
    """The external keys of the organization."""

    type_name = "openai_external_keys"
    endpoint = external_key.ExternalKey.endpoint
    items = "external_keys"
    schema = every_schema(
        external_key.ExternalKey,
        items,
        {
            "order": order(),
            "purpose": String(
                optional=True,
                enum=("ekm", "psp_decryption"),
                doc="Only keys for this purpose: `ekm` or `psp_decryption`.",
            ),
        },
    )
