"""``openai_conversation_item``: one message in a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource, Resource
from provider_shim.objects.responses.items import (
    ROLES,
    included,
    including,
    message_content,
    text_of,
)
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Dynamic, Schema, String
from provider_shim.vocabulary.values import typed


def _as_list(body: Json) -> Json:
    """Return a body with one item in a list, which the API takes."""
    return {"items": [{"type": "message", **body}]}


def _first(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an item; of a list, which the API answers when it has added items, the first one."""
    if "id" in answer or not isinstance(answer.get("data"), list):
        return answer
    return next((one for one in answer["data"] if isinstance(one, Mapping)), {})


class ConversationItem(Resource):
    """A message in a conversation.

    The API cannot change a message: a change makes a new one, at the end of the conversation. Items of other kinds, such
    as calls of functions, are made by responses; the data sources read them.

    ~> What is said is stored in the state.
    """

    type_name = "openai_conversation_item"
    endpoint = Rest(
        "/conversations/{conversation_id}/items",
        item="/conversations/{conversation_id}/items/{item_id}",
        update=None,
        page=100,
        outgoing=_as_list,
        reshape=_first,
    )
    schema = Schema(
        {
            "id": String(
                computed=True, local=True, doc="`<conversation_id>/<item_id>`, as for import."
            ),
            "conversation_id": String(
                required=True, replace=True, doc="The id of the conversation."
            ),
            "item_id": String(computed=True, wire="id", doc="The id of the item."),
            "role": String(
                required=True,
                replace=True,
                enum=ROLES,
                doc="Who speaks: `user`, `assistant`, `system` or `developer`.",
            ),
            "content": message_content(required=True, replace=True),
            "phase": String(
                optional=True,
                replace=True,
                enum=("commentary", "final_answer"),
                doc="What an `assistant` message is: `commentary` on the way, or the `final_answer`.",
            ),
            "type": String(computed=True, doc="The kind of item: `message`."),
            "status": String(
                computed=True,
                doc="The status of the item: `in_progress`, `completed` or `incomplete`.",
            ),
        }
    )


class DataConversationItem(DataSource):
    """One item of a conversation, of whatever kind: a message, a call of a tool, its output, reasoning.

    ~> What is said is stored in the state.
    """

    type_name = "openai_conversation_item"
    endpoint = ConversationItem.endpoint
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


class DataConversationItems(ListAll):
    """The items of a conversation: messages, calls of tools, their outputs, reasoning.

    ~> What is said is stored in the state.
    """

    type_name = "openai_conversation_items"
    endpoint = ConversationItem.endpoint
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
