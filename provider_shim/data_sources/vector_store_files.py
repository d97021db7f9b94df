"""``openai_vector_store_files`` (data source): all files in a vector store."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.limits import cursors
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import vector_store_file
from provider_shim.schema import String


class VectorStoreFiles(Every):
    """The files in a vector store."""

    type_name = "openai_vector_store_files"
    endpoint = vector_store_file.VectorStoreFile.endpoint
    items = "files"
    schema = every_schema(
        vector_store_file.VectorStoreFile,
        items,
        {
            "filter": String(
                optional=True,
                enum=("in_progress", "completed", "failed", "cancelled"),
                doc="Only files in this state. Defaults to all.",
            ),
            "order": order(),
            **cursors("a file", before=True),
        },
        grows=True,
    )
