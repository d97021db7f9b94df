"""``openai_vector_store``: files made searchable."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.exchange import Answer
from provider_shim.patterns.attributes import (
    DEFAULT_TIMEOUT,
    chunking_strategy,
    created_at,
    identity,
    metadata,
    timeouts,
)
from provider_shim.resource import Resource
from provider_shim.rest import Rest
from provider_shim.schema import Bool, Integer, Object, Schema, SetOf, String
from provider_shim.waiting import Wait

ASSISTANTS_V2 = {"OpenAI-Beta": "assistants=v2"}


class VectorStore(Resource):
    """A collection of files, split into chunks and embedded, that the `file_search` tool can search.

    Files are best added by `openai_vector_store_file`, which reads back what became of each; `file_ids` is for a fixed set.
    Deleting a vector store does not delete its files.
    """

    type_name = "openai_vector_store"
    endpoint = Rest("/vector_stores", headers=ASSISTANTS_V2, page=100)
    wait = Wait(pending=("in_progress",))
    schema = Schema(
        {
            "id": identity("vector store"),
            "name": String(optional=True, doc="The name of the vector store."),
            "description": String(
                optional=True,
                replace=True,
                unread=True,
                doc="What the vector store is for. The API does not tell it again, so changes made elsewhere go unseen.",
            ),
            "file_ids": SetOf(
                String(),
                optional=True,
                replace=True,
                unread=True,
                max_items=500,
                doc="The ids of the files to start with, at most 500. The API does not tell them again: use "
                "`openai_vector_store_file` for files that come and go.",
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
                        doc="The days until the vector store expires, from 1 to 365.",
                    ),
                },
                optional=True,
                doc="When an unused vector store expires. Left out, it never does.",
            ),
            "metadata": metadata("vector store"),
            "wait_for_completion": Bool(
                optional=True,
                computed=True,
                default=True,
                local=True,
                doc="Whether to wait until all files in `file_ids` are processed. Defaults to `true`.",
            ),
            "timeouts": timeouts(create=DEFAULT_TIMEOUT, update=DEFAULT_TIMEOUT),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the vector store: `in_progress`, `completed` or `expired`.",
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

    def settle(self, call: Call, state: Values, answer: Answer) -> Values:
        """Wait for the files, and warn of those that could not be processed: the store itself is as good as any."""
        state = super().settle(call, state, answer)
        counts = state["file_counts"] or {}
        if self.wants_to_wait(state) and counts.get("failed"):
            call.warn(
                "Files not processed",
                f"{counts['failed']} of {counts['total']} files in the vector store {state['id']} could not be processed, so "
                "that they cannot be searched. `openai_vector_store_file` says of each file why.",
                ("file_ids",),
            )
        return state

    def wants_to_wait(self, state: Values) -> bool:
        """Wait only for files: an empty vector store has nothing to process."""
        return bool(state.get("file_ids")) and super().wants_to_wait(state)
