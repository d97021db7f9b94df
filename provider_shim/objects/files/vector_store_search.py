"""``openai_vector_store_search`` (data source): the results of a search in a vector store."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.attributes import (
    free_json,
    string_or,
)
from provider_shim.rules.filters import file_filter_fault
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
    String,
)

_RESULT = Object(
    {
        "file_id": String(optional=True, doc="The id of the file."),
        "filename": String(optional=True, doc="The name of the file."),
        "score": Float(optional=True, doc="How well the file matches the query, from 0 to 1."),
        "attributes": Dynamic(
            MapOf(AnyOf((String(), Bool(), Float()))),
            optional=True,
            doc="The attributes of the file in the vector store.",
        ),
        "content": ListOf(
            Object(
                {
                    "type": String(optional=True, doc="The type of the chunk: `text`."),
                    "text": String(optional=True, doc="The text of the chunk."),
                }
            ),
            optional=True,
            doc="The chunks of the file that match the query.",
        ),
    }
)


class DataVectorStoreSearch(DataSource):
    """The results of a search in a vector store: the chunks of its files that match a query best.

    ~> Terraform stores the results in the state. Every plan searches again.
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
                doc="The query: a text, or a list of texts.",
            ),
            "filters": free_json(
                "A filter for the files to search, by their attributes: a comparison such as "
                '`{ type = "eq", key = "language", value = "en" }`, or `{ type = "and", filters = [ … ] }` and `or`.',
                optional=True,
                check=file_filter_fault,
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
                        doc="The ranker: `auto`, `default-2024-11-15`, or `none`, which is the fastest. Defaults to `auto`.",
                    ),
                    "score_threshold": Float(
                        optional=True,
                        minimum=0,
                        maximum=1,
                        doc="The lowest score of a result, from 0 to 1. Defaults to 0.",
                    ),
                },
                optional=True,
                doc="How the API ranks the results.",
            ),
            "rewrite_query": Bool(
                optional=True,
                doc="Whether the API may rewrite the query to improve the search. Defaults to `false`.",
            ),
            "search_query": ListOf(
                String(), computed=True, doc="The queries that the API used, after rewriting."
            ),
            "results": Dynamic(
                ListOf(_RESULT),
                computed=True,
                wire="data",
                doc="The results. The best match is first.",
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Search. The request is a POST, but it changes nothing."""
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
        reported = answer.body.get("search_query")
        if isinstance(reported, str):  # older servers
            answer.body["search_query"] = [reported]
        return self.from_answer(answer.body, config)
