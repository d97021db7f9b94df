"""``openai_conversation`` (data source): an existing conversation, by id."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import conversation
from provider_shim.schema import Schema


class Conversation(Lookup):
    """An existing conversation, found by its id. The API cannot list conversations."""

    type_name = "openai_conversation"
    endpoint = conversation.Conversation.endpoint
    schema = Schema(
        {
            name: attribute
            for name, attribute in lookup_schema(conversation.Conversation).items()
            if name != "items"  # which the API does not tell
        }
    )
