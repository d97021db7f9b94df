"""``openai_vector_store_file_batch`` (data source): files put into a vector store at once, and how far they are."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import vector_store_file_batch


class VectorStoreFileBatch(Lookup):
    """A batch of files that was put into a vector store: how many are processed, and how many failed."""

    type_name = "openai_vector_store_file_batch"
    endpoint = vector_store_file_batch.VectorStoreFileBatch.endpoint
    schema = lookup_schema(
        vector_store_file_batch.VectorStoreFileBatch,
        untold=("file_ids", "files", "attributes", "chunking_strategy"),
        also=("batch_id",),
    )
