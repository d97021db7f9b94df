"""``openai_message`` (data source): an existing message of a thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.messages import ANSWERED_CONTENT, readable
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import message


class Message(Lookup):
    """An existing message of a thread, by its id.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> What is said is stored in the state.
    """

    type_name = "openai_message"
    endpoint = message.Message.endpoint
    removed = message.Message.removed
    schema = lookup_schema(message.Message, instead={"content": ANSWERED_CONTENT})

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the message with its text as text: the API wraps it."""
        return readable(item)
