"""``openai_vector_stores`` (data source): all vector stores."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import vector_store


class VectorStores(Every):
    """The vector stores of the project."""

    type_name = "openai_vector_stores"
    endpoint = vector_store.VectorStore.endpoint
    items = "vector_stores"
    schema = every_schema(
        vector_store.VectorStore,
        items,
        {"order": order()},
        untold=("description", "file_ids", "chunking_strategy"),
        grows=True,
    )
