"""``openai_conversation_item``: one message in a conversation."""

from __future__ import annotations

from provider_shim.areas.response_items import ROLES, message_content
from provider_shim.call import Call, Values
from provider_shim.refusals import without_id
from provider_shim.resource import Resource
from provider_shim.rest import Rest, create_body
from provider_shim.schema import Schema, String


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

    def create(self, call: Call, planned: Values) -> Values:
        """Add one item: the API takes a list of them, and answers a list."""
        message = create_body(self.attributes, planned, ("conversation_id",))
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            planned,
            "add the message to the conversation",
            method="POST",
            body={"items": [{"type": "message", **message}]},
            repeatable=False,
        )
        made = answer.body.get("data")
        item = made[0] if isinstance(made, list) and made and isinstance(made[0], dict) else {}
        if not isinstance(item.get("id"), str):
            raise without_id("add the message to the conversation")
        state = self.state(item, planned)
        call.save(state)
        return state
