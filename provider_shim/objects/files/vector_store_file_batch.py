"""``openai_vector_store_file_batch``: many files put into a vector store at once."""

from __future__ import annotations

from typing import Any

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.waiting import Wait
from provider_shim.objects.files import vector_store_file
from provider_shim.patterns.attributes import (
    DEFAULT_TIMEOUT,
    chunking_strategy,
    created_at,
    identity,
    order,
    timeouts,
)
from provider_shim.patterns.cancelling import CancelledWhenDestroyed
from provider_shim.patterns.list_limits import cursors
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.rules.maps import metadata_fault
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
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


class VectorStoreFileBatch(CancelledWhenDestroyed):
    """Files put into a vector store in one request: quicker than one by one, where there are many.

    A batch is an event and not a thing. Destroying it cancels the processing of files that are not ready yet; files that are
    ready stay in the vector store. A change of an argument makes another batch. Use `openai_vector_store_file` for files
    that come and go.
    """

    type_name = "openai_vector_store_file_batch"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/file_batches",
        update=None,
        headers={"OpenAI-Beta": "assistants=v2"},
    )
    wait = Wait(pending=("in_progress",), failed=("failed", "cancelled"))
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
                doc=f"The ids of the files, at most {_MOST_FILES}; `attributes` and `chunking_strategy` are those of each.",
            ),
            "files": Dynamic(
                ListOf(
                    Object(
                        {
                            "file_id": String(required=True, doc="The id of the file."),
                            **_file_attributes("Up to 16 pairs to filter searches by."),
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
                "Up to 16 pairs to filter searches by, for each of `file_ids`. Keys have at most 64 characters; values are "
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
            "wait_for_completion": Bool(
                optional=True,
                computed=True,
                default=True,
                local=True,
                doc="Whether to wait until all files are processed. Defaults to `true`.",
            ),
            "timeouts": timeouts(create=DEFAULT_TIMEOUT),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the batch: `in_progress`, `completed`, `cancelled` or `failed`.",
            ),
            "file_counts": Object(
                {
                    "in_progress": Integer(computed=True, doc="The files being processed."),
                    "completed": Integer(computed=True, doc="The files ready to be searched."),
                    "failed": Integer(computed=True, doc="The files that could not be processed."),
                    "cancelled": Integer(
                        computed=True, doc="The files whose processing was cancelled."
                    ),
                    "total": Integer(computed=True, doc="All files."),
                },
                computed=True,
                volatile=True,
                doc="How many files are in which state.",
            ),
            "created_at": created_at("batch"),
        }
    )

    def await_completion(self, call: Call, state: Values, answer: Answer) -> Values:
        """Wait for the files, and warn of those that could not be processed: the others are as good as any."""
        state = super().await_completion(call, state, answer)
        counts = state["file_counts"] or {}
        if self.wants_to_wait(state) and counts.get("failed"):
            call.warn(
                "Files not processed",
                f"{counts['failed']} of {counts['total']} files of the batch {state['id']} could not be processed, so that "
                "they cannot be searched. The data source `openai_vector_store_file_batch_files` says of each file why.",
            )
        return state


class DataVectorStoreFileBatch(Lookup):
    """A batch of files that was put into a vector store: how many are processed, and how many failed."""

    type_name = "openai_vector_store_file_batch"
    endpoint = VectorStoreFileBatch.endpoint
    schema = lookup_schema(
        VectorStoreFileBatch,
        not_returned=("file_ids", "files", "attributes", "chunking_strategy"),
        also=("batch_id",),
    )


class DataVectorStoreFileBatchFiles(ListAll):
    """The files of a batch that was put into a vector store, each with its state and with the reason if it failed."""

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
