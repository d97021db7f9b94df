"""``openai_assistant``: a model with instructions and tools (removed from OpenAI's API)."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.objects.assistants.assistants import ASSISTANTS_REMOVED, BETA, tool_resources
from provider_shim.patterns.attributes import (
    JSON_SCHEMA_NEEDED,
    REASONING_EFFORTS,
    created_at,
    function_definition,
    identity,
    json_schema_format,
    metadata,
    order,
    string_or,
)
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, Float, Integer, ListOf, Object, Schema, String

_TOOL = Object(
    {
        "type": String(
            required=True,
            enum=("code_interpreter", "file_search", "function"),
            doc="The kind of tool: `code_interpreter`, `file_search` or `function`.",
        ),
        "function": function_definition("The function, if `type` is `function`."),
        "file_search": Object(
            {
                "max_num_results": Integer(
                    optional=True,
                    minimum=1,
                    maximum=50,
                    doc="The maximum number of results, from 1 to 50.",
                ),
                "ranking_options": Object(
                    {
                        "ranker": String(
                            optional=True,
                            enum=("auto", "default_2024_08_21"),
                            doc="The ranker: `auto` or `default_2024_08_21`.",
                        ),
                        "score_threshold": Float(
                            required=True,
                            minimum=0,
                            maximum=1,
                            doc="The minimum score of a result, from 0 to 1.",
                        ),
                    },
                    optional=True,
                    doc="The ranking of the results.",
                ),
            },
            optional=True,
            doc="The options of the search, if `type` is `file_search`.",
        ),
    }
)


class Assistant(Resource):
    """A model with instructions and tools, of the Assistants API.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_assistant"
    endpoint = Rest("/assistants", headers=BETA, page=100)
    removed = ASSISTANTS_REMOVED
    schema = Schema(
        {
            "id": identity("assistant"),
            "model": model_name(required=True, doc="The id of the model."),
            "name": String(optional=True, max_length=256, doc="The name, at most 256 characters."),
            "description": String(
                optional=True, max_length=512, doc="The description, at most 512 characters."
            ),
            "instructions": String(
                optional=True,
                max_length=256_000,
                doc="The instructions for the model, at most 256,000 characters.",
            ),
            "tools": Dynamic(
                ListOf(_TOOL, max_items=128),
                optional=True,
                cleared=[],
                doc="The tools that the assistant can use. At most 128.",
            ),
            "tool_resources": tool_resources("assistant"),
            "response_format": Dynamic(
                string_or(
                    Object(
                        {
                            "type": String(
                                required=True,
                                enum=("text", "json_object", "json_schema"),
                                doc="The format of responses: `text`, `json_object` or `json_schema`.",
                            ),
                            "json_schema": json_schema_format(),
                        },
                    )
                ),
                optional=True,
                server_default="auto",
                check=JSON_SCHEMA_NEEDED,
                doc='The format of responses: `"auto"` or an object. Defaults to `"auto"`.',
            ),
            "reasoning_effort": String(
                optional=True,
                enum=REASONING_EFFORTS,
                server_default="medium",
                doc="The reasoning effort of a reasoning model: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`. Defaults to "
                "`medium`. The API does not return it.",
            ),
            "temperature": Float(
                optional=True,
                minimum=0,
                maximum=2,
                server_default=1,
                doc="The randomness of responses, from 0 to 2. Defaults to `1`.",
            ),
            "top_p": Float(
                optional=True,
                minimum=0,
                maximum=1,
                server_default=1,
                doc="Nucleus sampling, an alternative to `temperature`: the model chooses among the most likely tokens with this total "
                "probability, from 0 to 1. Defaults to `1`.",
            ),
            "metadata": metadata("assistant"),
            "created_at": created_at("assistant"),
        }
    )


class DataAssistant(Lookup):
    """An assistant, found by its id or by its name.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_assistant"
    endpoint = Assistant.endpoint
    removed = Assistant.removed
    by = "name"
    schema = lookup_schema(Assistant, by)


class DataAssistants(ListAll):
    """All assistants of the project. The newest assistant comes first, unless you set `order`.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_assistants"
    endpoint = Assistant.endpoint
    removed = Assistant.removed
    items = "assistants"
    schema = list_all_schema(
        Assistant, items, {"order": order()}, not_returned=("reasoning_effort",)
    )
