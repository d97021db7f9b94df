"""``openai_messages``: the history of a thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.messages import ANSWERED_CONTENT, readable
from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources.message import Message
from provider_shim.schema import String


class Messages(Every):
    """What was said in a thread: the newest message first, unless `order` says otherwise.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> What is said is stored in the state.
    """

    type_name = "openai_messages"
    endpoint = Message.endpoint
    removed = Message.removed
    items = "messages"
    schema = every_schema(
        Message,
        items,
        {
            "order": order(),
            "run_id": String(optional=True, doc="Only messages that this run wrote."),
        },
        instead={"content": ANSWERED_CONTENT},
        grows=True,
    )

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a message with its text as text: the API wraps it."""
        return readable(item)
