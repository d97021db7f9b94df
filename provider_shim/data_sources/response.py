"""``openai_response`` (data source): a response that OpenAI stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.response_answers import EFFECTIVE, readable
from provider_shim.areas.response_items import included, including
from provider_shim.areas.responses import ENDPOINT
from provider_shim.call import Values
from provider_shim.patterns.attributes import free_json
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import response
from provider_shim.rest import Json
from provider_shim.schema import Schema, String

_UNTOLD = ("input", "background_options", "context_management", "store", *EFFECTIVE)


class Response(Lookup):
    """A stored response, by its id: what was asked of which model, and the answer. The input is in `openai_response_input_items`.

    Nothing is asked: to ask is for the resource `openai_response`, or for the ephemeral resource of that name.

    ~> The answer is stored in the state. The ephemeral resource `openai_response` stores nothing, but asks.
    """

    type_name = "openai_response"
    endpoint = ENDPOINT
    schema = Schema(
        {
            **lookup_schema(response.Response, untold=_UNTOLD).attributes,
            "model": String(computed=True, doc="The id of the model that answered."),
            "include": included(unread=True),
            "moderation": free_json(
                "What the moderation found in `input` and `output`, where it was asked for.",
                computed=True,
            ),
        }
    )

    def query(self, values: Values) -> Json:
        """Name what is to be included."""
        return including(values)

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the text beside the items, and the id of the conversation in its place."""
        return readable(item)
