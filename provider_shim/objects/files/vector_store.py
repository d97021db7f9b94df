"""``openai_vector_store``: a collection of files that can be searched."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.engine.waiting import Wait
from provider_shim.objects.files.file_counts import FILE_COUNTS, failed_files
from provider_shim.patterns.attributes import (
    DEFAULT_TIMEOUT,
    chunking_strategy,
    created_at,
    identity,
    metadata,
    order,
)
from provider_shim.patterns.completion import completion
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    Integer,
    Object,
    Schema,
    SetOf,
    String,
)

ASSISTANTS_V2 = {"OpenAI-Beta": "assistants=v2"}


class VectorStore(Resource):
    """A collection of files, split into chunks and embedded, that the `file_search` tool can search.

    To add files, use `openai_vector_store_file`, which reads the state of each file. Use `file_ids` only for files that never
    change. Deleting a vector store does not delete its files.

    An expired vector store cannot be searched any more. The next plan creates a new vector store with the same files, and with a
    new id.
    """

    type_name = "openai_vector_store"
    endpoint = Rest("/vector_stores", headers=ASSISTANTS_V2, page=100)
    gone = ("expired",)
    wait = Wait(
        pending=("in_progress",),
        needs="file_ids",
        warning=failed_files(
            "in the vector store {id}",
            "To see the reason for each file, use the data source `openai_vector_store_files`.",
            ("file_ids",),
        ),
    )
    schema = Schema(
        {
            "id": identity("vector store"),
            "name": String(optional=True, doc="The name of the vector store."),
            "description": String(
                optional=True,
                replace=True,
                unread=True,
                doc="A description of the vector store. The API does not return it, so Terraform does not detect changes that "
                "are made elsewhere.",
            ),
            "file_ids": SetOf(
                String(),
                optional=True,
                replace=True,
                unread=True,
                max_items=500,
                doc="The ids of the first files of the vector store, at most 500. The API does not return them. Use "
                "`openai_vector_store_file` for files that you add or remove later.",
            ),
            "chunking_strategy": chunking_strategy(
                replace=True,
                unread=True,
                required_with=("file_ids",),
                doc="How the files in `file_ids` are split into chunks. Defaults to `auto`.",
            ),
            "expires_after": Object(
                {
                    "anchor": String(
                        required=True,
                        enum=("last_active_at",),
                        doc="The moment from which the days count: `last_active_at`.",
                    ),
                    "days": Integer(
                        required=True,
                        minimum=1,
                        maximum=365,
                        doc="The days after which an unused vector store expires, from 1 to 365.",
                    ),
                },
                optional=True,
                doc="When an unused vector store expires. If you do not set this, it never expires.",
            ),
            "metadata": metadata("vector store"),
            **completion(
                "Whether to wait until all files in `file_ids` are processed.",
                update=DEFAULT_TIMEOUT,
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the vector store: `in_progress`, `completed` or `expired`.",
            ),
            "file_counts": FILE_COUNTS,
            "usage_bytes": Integer(
                computed=True,
                volatile=True,
                doc="The size of all files in the vector store, in bytes.",
            ),
            "created_at": created_at("vector store"),
            "last_active_at": Integer(
                computed=True,
                volatile=True,
                doc="When the vector store was last used, in seconds since 1970.",
            ),
            "expires_at": Integer(
                computed=True,
                volatile=True,
                doc="When the vector store will expire, in seconds since 1970.",
            ),
        }
    )


class DataVectorStore(Lookup):
    """An existing vector store, found by its id or by its name. Expired vector stores are found as well: see `status`."""

    type_name = "openai_vector_store"
    endpoint = VectorStore.endpoint
    by = "name"
    schema = lookup_schema(
        VectorStore, by, not_returned=("description", "file_ids", "chunking_strategy")
    )


class DataVectorStores(ListAll):
    """The vector stores of the project, including expired vector stores: see `status`."""

    type_name = "openai_vector_stores"
    endpoint = VectorStore.endpoint
    items = "vector_stores"
    schema = list_all_schema(
        VectorStore,
        items,
        {"order": order()},
        not_returned=("description", "file_ids", "chunking_strategy"),
        grows=True,
    )
