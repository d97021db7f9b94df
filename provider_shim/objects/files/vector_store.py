"""``openai_vector_store``: files made searchable."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource, Resource
from provider_shim.engine.waiting import Wait
from provider_shim.objects.files.file_counts import FILE_COUNTS, failed_files
from provider_shim.patterns.attributes import (
    DEFAULT_TIMEOUT,
    chunking_strategy,
    created_at,
    free_json,
    identity,
    metadata,
    order,
    string_or,
)
from provider_shim.patterns.completion import completion
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest, create_body
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
    SetOf,
    String,
)

ASSISTANTS_V2 = {"OpenAI-Beta": "assistants=v2"}


class VectorStore(Resource):
    """A collection of files, split into chunks and embedded, that the `file_search` tool can search.

    Files are best added by `openai_vector_store_file`, which reads back what became of each; `file_ids` is for a fixed set.
    Deleting a vector store does not delete its files.
    """

    type_name = "openai_vector_store"
    endpoint = Rest("/vector_stores", headers=ASSISTANTS_V2, page=100)
    wait = Wait(
        pending=("in_progress",),
        needs="file_ids",
        warning=failed_files(
            "in the vector store {id}",
            "`openai_vector_store_file` says of each file why.",
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
    """An existing vector store, found by its id or by its name."""

    type_name = "openai_vector_store"
    endpoint = VectorStore.endpoint
    by = "name"
    schema = lookup_schema(
        VectorStore, by, not_returned=("description", "file_ids", "chunking_strategy")
    )


class DataVectorStores(ListAll):
    """The vector stores of the project."""

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


_RESULT = Object(
    {
        "file_id": String(optional=True, doc="The id of the file."),
        "filename": String(optional=True, doc="The name of the file."),
        "score": Float(optional=True, doc="How well it fits, from 0 to 1."),
        "attributes": Dynamic(
            MapOf(AnyOf((String(), Bool(), Float()))),
            optional=True,
            doc="The attributes of the file in the vector store.",
        ),
        "content": ListOf(
            Object(
                {
                    "type": String(optional=True, doc="The kind of the piece: `text`."),
                    "text": String(optional=True, doc="The text of the piece."),
                }
            ),
            optional=True,
            doc="The pieces of the file that fit.",
        ),
    }
)


class DataVectorStoreSearch(DataSource):
    """What a vector store finds for a query: the pieces of its files that fit best.

    ~> What is found is stored in the state. Every plan searches again.
    """

    type_name = "openai_vector_store_search"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/search", headers={"OpenAI-Beta": "assistants=v2"}
    )
    schema = Schema(
        {
            "vector_store_id": String(required=True, doc="The id of the vector store."),
            "query": Dynamic(
                string_or(ListOf(String(), min_items=1)),
                required=True,
                doc="What to look for: a text, or a list of texts.",
            ),
            "filters": free_json(
                "Which files to search, by their attributes: a comparison such as "
                '`{ type = "eq", key = "language", value = "en" }`, or `{ type = "and", filters = [ … ] }` and `or`.',
                optional=True,
            ),
            "max_num_results": Integer(
                optional=True,
                minimum=1,
                maximum=50,
                doc="The most results to return, from 1 to 50. Defaults to 10.",
            ),
            "ranking_options": Object(
                {
                    "ranker": String(
                        optional=True,
                        enum=("none", "auto", "default-2024-11-15"),
                        doc="How to rank: `auto`, `default-2024-11-15`, or `none` for speed. Defaults to `auto`.",
                    ),
                    "score_threshold": Float(
                        optional=True,
                        minimum=0,
                        maximum=1,
                        doc="The lowest score of a result, from 0 to 1. Defaults to 0.",
                    ),
                },
                optional=True,
                doc="How results are ranked.",
            ),
            "rewrite_query": Bool(
                optional=True,
                doc="Whether the API may rewrite the query to suit the search. Defaults to `false`.",
            ),
            "search_query": ListOf(
                String(), computed=True, doc="The queries that were used, after rewriting."
            ),
            "results": Dynamic(
                ListOf(_RESULT), computed=True, wire="data", doc="The results, the best first."
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Search: a POST, though it changes nothing."""
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            config,
            "search the vector store",
            method="POST",
            body=create_body(self.attributes, config, ("vector_store_id",)),
            leaves_nothing=True,
            expects="list",
        )
        told = answer.body.get("search_query")
        if isinstance(told, str):  # older servers
            answer.body["search_query"] = [told]
        return self.from_answer(answer.body, config)
