"""``openai_response_input_items`` and ``openai_response_input_tokens`` (data sources): the input of a response."""

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
    """The input items of a stored response: messages, tool calls, outputs of tools, and reasoning.

    ~> Terraform stores the items in the state.
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
                doc="The order of the items: `asc` (the first item first) or `desc` (the last item first). Defaults to `desc`.",
            ),
            **limit_below_ceiling("items"),
            "items": Dynamic(computed=True, doc="The items, as the API returns them."),
        }
    )


class DataResponseInputTokens(InputTokensRequest, OneShotDataSource):
    """The number of tokens of an input for a model, including instructions, tools and earlier items.

    The model creates no output.

    ~> Every plan counts again. Terraform stores the input in the state.
    """

    schema = Schema(
        {
            "model": model_name(optional=True, doc="The id of the model whose tokens are counted."),
            **COUNTED,
            "input_tokens": Integer(computed=True, doc="The number of tokens."),
        }
    )
