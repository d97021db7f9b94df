"""``openai_vector_store_file_batch_files`` (data source): the files of a batch."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.limits import cursors
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import vector_store_file
from provider_shim.rest import Rest
from provider_shim.schema import String


class VectorStoreFileBatchFiles(Every):
    """The files of a batch that was put into a vector store, each with its state and with the reason if it failed."""

    type_name = "openai_vector_store_file_batch_files"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/file_batches/{batch_id}/files",
        item="/vector_stores/{vector_store_id}/files/{file_id}",
        headers={"OpenAI-Beta": "assistants=v2"},
        page=100,
    )
    items = "files"
    schema = every_schema(
        vector_store_file.VectorStoreFile,
        items,
        {
            "batch_id": String(required=True, doc="The id of the batch."),
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
