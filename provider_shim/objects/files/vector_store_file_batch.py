"""``openai_vector_store_file_batch``: many files that are added to a vector store in one request."""

from __future__ import annotations

from typing import Any

from provider_shim.engine.waiting import Wait
from provider_shim.objects.files import vector_store_file
from provider_shim.objects.files.file_counts import FILE_COUNTS, failed_files
from provider_shim.patterns.attributes import (
    chunking_strategy,
    created_at,
    identity,
    order,
)
from provider_shim.patterns.cancelling import CancelledWhenDestroyed
from provider_shim.patterns.completion import completion
from provider_shim.patterns.list_limits import cursors
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.status_changes import StatusChange, waiting
from provider_shim.rules.maps import metadata_fault
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    ListOf,
    MapOf,
    Object,
    Schema,
    SetOf,
    String,
)

_MOST_FILES = 2000


def _file_attributes(doc: str, **flags: Any) -> dict[str, Attribute]:
    values = MapOf(AnyOf((String(), Bool(), Float())))
    return {
        "attributes": Dynamic(values, optional=True, check=metadata_fault, doc=doc, **flags),
    }


_PROCESSING = Wait(
    pending=("in_progress",),
    failed=("failed", "cancelled"),
    warning=failed_files(
        "of the batch {id}",
        "To see the reason for each file, use the data source `openai_vector_store_file_batch_files`.",
    ),
)


class VectorStoreFileBatch(CancelledWhenDestroyed):
    """Files that are added to a vector store in one request. For many files, this is faster than to add them one by one.

    The resource represents the request, not the files. Destroying it cancels the processing of files that are not ready yet.
    Files that are ready stay in the vector store. If you change an argument, Terraform creates a new batch. Use
    `openai_vector_store_file` for files that you add or remove later.
    """

    type_name = "openai_vector_store_file_batch"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/file_batches",
        update=None,
        headers={"OpenAI-Beta": "assistants=v2"},
    )
    wait = _PROCESSING
    schema = Schema(
        {
            "id": identity("batch"),
            "vector_store_id": String(
                required=True, replace=True, doc="The id of the vector store."
            ),
            "file_ids": SetOf(
                String(),
                optional=True,
                replace=True,
                unread=True,
                min_items=1,
                max_items=_MOST_FILES,
                exactly_one_of=("file_ids", "files"),
                doc=f"The ids of the files, at most {_MOST_FILES}. `attributes` and `chunking_strategy` apply to each of them.",
            ),
            "files": Dynamic(
                ListOf(
                    Object(
                        {
                            "file_id": String(required=True, doc="The id of the file."),
                            **_file_attributes(
                                "Up to 16 pairs of keys and values. Searches can filter by them."
                            ),
                            "chunking_strategy": chunking_strategy(),
                        }
                    ),
                    min_items=1,
                    max_items=_MOST_FILES,
                ),
                optional=True,
                replace=True,
                unread=True,
                exactly_one_of=("file_ids", "files"),
                doc=f"The files, each with its own attributes and chunking strategy, at most {_MOST_FILES}.",
            ),
            **_file_attributes(
                "Up to 16 pairs of keys and values for each of `file_ids`. Searches can filter by them. Keys have at most 64 "
                "characters; values are "
                "strings of at most 512 characters, numbers or booleans.",
                replace=True,
                unread=True,
                conflicts_with=("files",),
            ),
            "chunking_strategy": chunking_strategy(
                replace=True,
                unread=True,
                conflicts_with=("files",),
                doc="How each of `file_ids` is split into chunks. Defaults to `auto`.",
            ),
            **completion(
                "Whether to wait until all files are processed.",
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the batch: `in_progress`, `completed`, `cancelled` or `failed`.",
            ),
            "file_counts": FILE_COUNTS,
            "created_at": created_at("batch"),
        }
    )


class DataVectorStoreFileBatch(Lookup):
    """A batch of files that was added to a vector store: how many files are processed, and how many failed."""

    type_name = "openai_vector_store_file_batch"
    endpoint = VectorStoreFileBatch.endpoint
    schema = lookup_schema(
        VectorStoreFileBatch,
        not_returned=("file_ids", "files", "attributes", "chunking_strategy"),
        also=("batch_id",),
    )


class DataVectorStoreFileBatchFiles(ListAll):
    """The files of a batch that was added to a vector store. Each has its state, and the reason if it failed."""

    type_name = "openai_vector_store_file_batch_files"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/file_batches/{batch_id}/files",
        item="/vector_stores/{vector_store_id}/files/{file_id}",
        headers={"OpenAI-Beta": "assistants=v2"},
        page=100,
    )
    items = "files"
    schema = list_all_schema(
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


class VectorStoreFileBatchCancel(StatusChange):
    """Cancels the processing of a batch of files that was put into a vector store.

    Files that are already processed remain in the vector store. If the batch is already finished, the action does nothing and
    succeeds.
    """

    type_name = "openai_vector_store_file_batch_cancel"
    subject = "batch_id"
    endpoint = VectorStoreFileBatch.endpoint.but(
        item="/vector_stores/{vector_store_id}/file_batches/{batch_id}",
    )
    work = _PROCESSING
    no_request_in = ("cancelled", "completed", "failed")
    schema = Schema(
        {
            "vector_store_id": String(
                required=True, min_length=1, doc="The id of the vector store."
            ),
            "batch_id": String(required=True, min_length=1, doc="The id of the batch of files."),
            **waiting("the batch is cancelled"),
        }
    )
