"""``openai_conversation_items`` (data source): all items of a conversation."""

from __future__ import annotations

from provider_shim.areas.response_items import included
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.resources import conversation_item
from provider_shim.schema import Dynamic, Schema, String


class ConversationItems(Every):
    """The items of a conversation: messages, calls of tools, their outputs, reasoning.

    ~> What is said is stored in the state.
    """

    type_name = "openai_conversation_items"
    endpoint = conversation_item.ConversationItem.endpoint
    items = "items"
    schema = Schema(
        {
            "conversation_id": String(required=True, doc="The id of the conversation."),
            "include": included(unread=True),
            "order": String(
                optional=True,
                enum=("asc", "desc"),
                unread=True,
                doc="The oldest first (`asc`) or the newest first (`desc`). Defaults to `desc`.",
            ),
            **limit_below_ceiling("items"),
            "items": Dynamic(computed=True, doc="The items, each as the API tells it."),
        }
    )
