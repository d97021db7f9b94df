"""``openai_vector_store_file``: one file in a vector store."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource, Resource
from provider_shim.engine.waiting import Wait
from provider_shim.patterns.attributes import (
    chunking_strategy,
    created_at,
    order,
)
from provider_shim.patterns.completion import completion
from provider_shim.patterns.list_limits import cursors
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.rules.maps import metadata_fault
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    Schema,
    String,
)


class VectorStoreFile(Resource):
    """A file in a vector store, processed so that it can be searched.

    Destroying it removes the file from the vector store. The uploaded file stays. If the API cannot process the file, the apply
    fails with the reason. A change of `chunking_strategy` removes the file from the vector store and adds it again, in one
    update.
    """

    type_name = "openai_vector_store_file"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/files",
        item="/vector_stores/{vector_store_id}/files/{file_id}",
        headers={"OpenAI-Beta": "assistants=v2"},
        page=100,
    )
    wait = Wait(pending=("in_progress",), failed=("failed", "cancelled"))
    schema = Schema(
        {
            "id": String(
                computed=True,
                local=True,
                doc="`<vector_store_id>/<file_id>`. The API has no id for a file in a vector store.",
            ),
            "vector_store_id": String(
                required=True, replace=True, doc="The id of the vector store."
            ),
            "file_id": String(required=True, replace=True, doc="The id of the file."),
            "attributes": Dynamic(
                MapOf(AnyOf((String(), Bool(), Float()))),
                optional=True,
                check=metadata_fault,
                doc="Up to 16 pairs of keys and values. Searches can filter by them. Keys have at most 64 characters; values "
                "are strings of at most 512 "
                "characters, numbers or booleans.",
                answer_doc="The pairs of keys and values by which searches can filter. Values are strings, numbers or "
                "booleans.",
            ),
            "chunking_strategy": chunking_strategy(
                computed=True,
                added_again=True,
                doc="How the file is split into chunks. Defaults to `auto`.",
            ),
            **completion(
                "Whether to wait until the file is processed.",
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the file: `in_progress`, `completed`, `cancelled` or `failed`.",
            ),
            "last_error": Object(
                {
                    "code": String(
                        computed=True,
                        doc="The kind of the error: `server_error`, `unsupported_file` or `invalid_file`.",
                    ),
                    "message": String(computed=True, doc="The message of the error."),
                },
                computed=True,
                volatile=True,
                doc="The error, if the file could not be processed.",
            ),
            "usage_bytes": Integer(
                computed=True,
                volatile=True,
                doc="The size of the processed file in the vector store, in bytes. It may differ from the size of the "
                "uploaded file.",
            ),
            "created_at": created_at("vector store file"),
        }
    )


class DataVectorStoreFile(Lookup):
    """A file in a vector store: its state, its attributes, and how it is split into chunks."""

    type_name = "openai_vector_store_file"
    endpoint = VectorStoreFile.endpoint
    schema = lookup_schema(VectorStoreFile)


class DataVectorStoreFiles(ListAll):
    """The files in a vector store."""

    type_name = "openai_vector_store_files"
    endpoint = VectorStoreFile.endpoint
    items = "files"
    schema = list_all_schema(
        VectorStoreFile,
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


class DataVectorStoreFileContent(DataSource):
    """The text that the API extracted from a file in a vector store.

    ~> Terraform stores the text in the state.
    """

    type_name = "openai_vector_store_file_content"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/files",
        item="/vector_stores/{vector_store_id}/files/{file_id}/content",
        headers={"OpenAI-Beta": "assistants=v2"},
    )
    schema = Schema(
        {
            "vector_store_id": String(required=True, doc="The id of the vector store."),
            "file_id": String(required=True, doc="The id of the file."),
            "content": ListOf(
                Object(
                    {
                        "type": String(computed=True, doc="The kind of the part: `text`."),
                        "text": String(computed=True, doc="The text of the part."),
                    }
                ),
                computed=True,
                wire="data",
                doc="The parts, in order.",
            ),
            "text": String(computed=True, doc="The text of all parts, joined by line breaks."),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Read all parts, and join them."""
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            "read the text of the file in the vector store",
            method="GET",
            expects="list",
        )
        values = self.from_answer(answer.body, config)
        parts = (part["text"] for part in values["content"] or [])
        return {**values, "text": "\n".join(part for part in parts if part is not None)}
