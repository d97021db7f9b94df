"""``openai_vector_store_file``: one file in a vector store."""

from __future__ import annotations

from provider_shim.patterns.attributes import (
    DEFAULT_TIMEOUT,
    chunking_strategy,
    created_at,
    timeouts,
)
from provider_shim.resource import Resource
from provider_shim.rest import Rest
from provider_shim.rules.maps import metadata_fault
from provider_shim.schema import AnyOf, Bool, Dynamic, Float, Integer, MapOf, Object, Schema, String
from provider_shim.waiting import Wait


class VectorStoreFile(Resource):
    """A file in a vector store, processed so that it can be searched.

    Destroying it takes the file out of the vector store; the file itself stays. A file that the API cannot process is an
    error that says why. Another `chunking_strategy` takes the file out of the vector store and puts it in again, in one update.
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
                doc="`<vector_store_id>/<file_id>`: the API gives it no id of its own.",
            ),
            "vector_store_id": String(
                required=True, replace=True, doc="The id of the vector store."
            ),
            "file_id": String(required=True, replace=True, doc="The id of the file."),
            "attributes": Dynamic(
                MapOf(AnyOf((String(), Bool(), Float()))),
                optional=True,
                check=metadata_fault,
                doc="Up to 16 pairs to filter searches by. Keys have at most 64 characters; values are strings of at most 512 "
                "characters, numbers or booleans.",
                answer_doc="The pairs by which searches are filtered: strings, numbers or booleans.",
            ),
            "chunking_strategy": chunking_strategy(
                computed=True,
                added_again=True,
                doc="How the file is split into chunks. Defaults to `auto`.",
            ),
            "wait_for_completion": Bool(
                optional=True,
                computed=True,
                default=True,
                local=True,
                doc="Whether to wait until the file is processed. Defaults to `true`.",
            ),
            "timeouts": timeouts(create=DEFAULT_TIMEOUT),
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
                    "message": String(computed=True, doc="What went wrong."),
                },
                computed=True,
                volatile=True,
                doc="Why the file could not be processed.",
            ),
            "usage_bytes": Integer(
                computed=True,
                volatile=True,
                doc="The size of the processed file, in bytes; may differ from that of the file.",
            ),
            "created_at": created_at("vector store file"),
        }
    )
