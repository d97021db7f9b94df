"""``openai_response_input_items`` (data source): what a stored response was asked."""

from __future__ import annotations

from provider_shim.objects.responses.arguments import COUNTED
from provider_shim.objects.responses.items import included
from provider_shim.objects.responses.requests import InputTokensRequest
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import OneShotDataSource
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, Integer, Schema, String


class DataResponseInputItems(ListAll):
    """The items that a stored response was asked with: messages, calls of tools, their outputs, reasoning.

    ~> What was asked is stored in the state.
    """

    type_name = "openai_response_input_items"
    endpoint = Rest("/responses/{response_id}/input_items", update=None, page=100)
    items = "items"
    schema = Schema(
        {
            "response_id": String(required=True, doc="The id of the response."),
            "include": included(unread=True),
            "order": String(
                optional=True,
                enum=("asc", "desc"),
                unread=True,
                doc="The first item first (`asc`) or the last one first (`desc`). Defaults to `desc`.",
            ),
            **limit_below_ceiling("items"),
            "items": Dynamic(computed=True, doc="The items, each as the API tells it."),
        }
    )


class DataResponseInputTokens(InputTokensRequest, OneShotDataSource):
    """How many tokens an input has for a model, with instructions, tools and what comes before it. Nothing is answered.

    ~> Every plan counts again. The input is stored in the state.
    """

    schema = Schema(
        {
            "model": model_name(optional=True, doc="The id of the model whose tokens are counted."),
            **COUNTED,
            "input_tokens": Integer(computed=True, doc="The number of tokens."),
        }
    )
