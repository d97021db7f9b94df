"""``openai_conversation``: a conversation that responses can go on with."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.patterns.attributes import created_at, free_json, identity, metadata
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.rules.objects import first_items_fault
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema


class Conversation(Resource):
    """A conversation: an id under which OpenAI keeps messages and other items, for responses to go on with.

    It is kept until it is deleted, and its responses are kept with it. It takes the place of the threads of assistants.

    ~> The initial `items` are stored in the state. The API does not tell them with the conversation: use the data source
    `openai_conversation_items` to read what is in it.
    """

    type_name = "openai_conversation"
    endpoint = Rest("/conversations")
    schema = Schema(
        {
            "id": identity("conversation"),
            "items": free_json(
                'The items that it begins with, at most 20: a list of messages, such as `{ role = "user", content = "Hi" }`, and of '
                "other items, each with its `type`. Later ones are `openai_conversation_item`.",
                optional=True,
                replace=True,
                unread=True,
                check=first_items_fault,
            ),
            "metadata": metadata("conversation"),
            "created_at": created_at("conversation"),
        }
    )


class DataConversation(Lookup):
    """An existing conversation, found by its id. The API cannot list conversations."""

    type_name = "openai_conversation"
    endpoint = Conversation.endpoint
    schema = Schema(
        {
            name: attribute
            for name, attribute in lookup_schema(Conversation).items()
            if name != "items"  # which the API does not tell
        }
    )
