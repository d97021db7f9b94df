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
    """Return the body of a request, which has a list with one item."""
    return {"items": [{"type": "message", **body}]}


def _first(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the item. After a create, the API returns a list: return its first item."""
    if "id" in answer or not isinstance(answer.get("data"), list):
        return answer
    return next((one for one in answer["data"] if isinstance(one, Mapping)), {})


class ConversationItem(Resource):
    """A message in a conversation.

    The API cannot change a message. If you change an argument, Terraform replaces the message with a new one at the end of the
    conversation. Responses create items of other kinds, such as function calls. Use the data sources to read them.

    ~> Terraform stores the content in the state.
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
                computed=True,
                local=True,
                doc="`<conversation_id>/<item_id>`, which is also the id for import.",
            ),
            "conversation_id": String(
                required=True, replace=True, doc="The id of the conversation."
            ),
            "item_id": String(computed=True, wire="id", doc="The id of the item."),
            "role": String(
                required=True,
                replace=True,
                enum=ROLES,
                doc="The role of the author of the message: `user`, `assistant`, `system` or `developer`.",
            ),
            "content": message_content(required=True, replace=True),
            "phase": String(
                optional=True,
                replace=True,
                enum=("commentary", "final_answer"),
                doc="The phase of an `assistant` message: `commentary` (before the answer) or `final_answer`.",
            ),
            "type": String(computed=True, doc="The kind of item: `message`."),
            "status": String(
                computed=True,
                doc="The status of the item: `in_progress`, `completed` or `incomplete`.",
            ),
        }
    )


class DataConversationItem(DataSource):
    """One item of a conversation, of any kind: a message, a tool call, the output of a tool, or reasoning.

    ~> Terraform stores the content in the state.
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
            "role": String(computed=True, doc="The role of the author, if the item is a message."),
            "status": String(computed=True, doc="The status of the item, if it has one."),
            "text": String(
                computed=True, local=True, doc="The text of the item, if it is a message with text."
            ),
            "item": Dynamic(
                computed=True, local=True, doc="The complete item, as the API returns it."
            ),
        }
    )

    def query(self, values: Values) -> Json:
        """Return the query with the additional fields to return."""
        return including(values)

    def read(self, call: Call, config: Values) -> Values:
        """Read the item, and add its text."""
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
    """The items of a conversation: messages, tool calls, outputs of tools, and reasoning.

    ~> Terraform stores the content in the state.
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
                doc="The order of the items: `asc` (the oldest first) or `desc` (the newest first). Defaults to `desc`.",
            ),
            **limit_below_ceiling("items"),
            "items": Dynamic(computed=True, doc="The items, as the API returns them."),
        }
    )
