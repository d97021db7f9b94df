"""``openai_chatkit_thread_items`` (data source): what was said in a conversation in a chat widget."""

from __future__ import annotations

from provider_shim.areas.chatkit import BETA
from provider_shim.patterns.attributes import order
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.rest import Rest
from provider_shim.schema import Dynamic, Schema, String


class ChatkitThreadItems(Every):
    """What was said and done in a conversation in a chat widget of ChatKit: messages, widgets, calls of tools, tasks.

    ~> What is said is stored in the state.
    """

    type_name = "openai_chatkit_thread_items"
    endpoint = Rest(
        "/chatkit/threads/{thread_id}/items",
        update=None,
        headers=BETA,
        page=100,
    )
    items = "items"
    schema = Schema(
        {
            "thread_id": String(required=True, doc="The id of the thread."),
            "order": order(),
            **limit_below_ceiling("items"),
            "items": Dynamic(computed=True, doc="The items, each as the API tells it."),
        }
    )
