"""``openai_conversation``: a conversation that responses can continue."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.patterns.attributes import created_at, free_json, identity, metadata
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.rules.objects import first_items_fault
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema


class Conversation(Resource):
    """A conversation: OpenAI stores its messages and other items, and responses can continue it.

    OpenAI stores the conversation and its responses until you delete it. Conversations replace the threads of assistants.

    ~> Terraform stores the initial `items` in the state. The API does not return items with the conversation. To read them, use
    the data source `openai_conversation_items`.
    """

    type_name = "openai_conversation"
    endpoint = Rest("/conversations")
    schema = Schema(
        {
            "id": identity("conversation"),
            "items": free_json(
                'The first items of the conversation, at most 20: a list of messages, such as `{ role = "user", content = "Hi" }`, and of '
                "other items, each with its `type`. To add messages later, use `openai_conversation_item`.",
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
            if name != "items"  # the API does not return the items
        }
    )
