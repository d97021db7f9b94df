"""``openai_conversation_item`` (data source): one item of a conversation, of whatever kind."""

from __future__ import annotations

from provider_shim.areas.response_items import included, including, text_of
from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.resources import conversation_item
from provider_shim.rest import Json
from provider_shim.schema import Dynamic, Schema, String
from provider_shim.values import typed


class ConversationItem(DataSource):
    """One item of a conversation, of whatever kind: a message, a call of a tool, its output, reasoning.

    ~> What is said is stored in the state.
    """

    type_name = "openai_conversation_item"
    endpoint = conversation_item.ConversationItem.endpoint
    schema = Schema(
        {
            "conversation_id": String(required=True, doc="The id of the conversation."),
            "item_id": String(required=True, wire="id", doc="The id of the item."),
            "include": included(unread=True),
            "type": String(
                computed=True, doc="The kind of item, such as `message` or `function_call`."
            ),
            "role": String(computed=True, doc="Who speaks, where the item is a message."),
            "status": String(computed=True, doc="The status of the item, where it has one."),
            "text": String(
                computed=True, local=True, doc="The text, where the item is a message that has one."
            ),
            "item": Dynamic(computed=True, local=True, doc="The whole item, as the API tells it."),
        }
    )

    def query(self, values: Values) -> Json:
        """Name what is to be included."""
        return including(values)

    def read(self, call: Call, config: Values) -> Values:
        """Get it, and its text by itself."""
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            "read the conversation item",
            method="GET",
            query=self.query(config),
        ).body
        return {
            **self.from_answer(answer, config),
            "text": text_of(answer.get("content")),
            "item": typed(answer),
        }
