"""``openai_external_key`` (data source): one external key."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import external_key


class ExternalKey(Lookup):
    """An external key of the organization, by its id or its name."""

    type_name = "openai_external_key"
    endpoint = external_key.ExternalKey.endpoint
    by = "name"
    schema = lookup_schema(external_key.ExternalKey, by)
