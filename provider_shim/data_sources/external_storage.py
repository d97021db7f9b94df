"""``openai_external_storage`` (data source): one external storage."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import external_storage


class ExternalStorage(Lookup):
    """An external storage of the organization, by its id: where it is, and whether OpenAI can use it."""

    type_name = "openai_external_storage"
    endpoint = external_storage.ExternalStorage.endpoint
    schema = lookup_schema(external_storage.ExternalStorage)
