"""``openai_vector_store_file`` (data source): one file in a vector store."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import vector_store_file


class VectorStoreFile(Lookup):
    """A file in a vector store: whether it is processed, how, and with which attributes."""

    type_name = "openai_vector_store_file"
    endpoint = vector_store_file.VectorStoreFile.endpoint
    schema = lookup_schema(vector_store_file.VectorStoreFile)
