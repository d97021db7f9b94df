"""``openai_vector_store`` (data source): an existing vector store, by id or by name."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import vector_store


class VectorStore(Lookup):
    """An existing vector store, found by its id or by its name."""

    type_name = "openai_vector_store"
    endpoint = vector_store.VectorStore.endpoint
    by = "name"
    schema = lookup_schema(
        vector_store.VectorStore, by, untold=("description", "file_ids", "chunking_strategy")
    )
