"""Responses and conversations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_conversation": "conversation",
    "openai_conversation_item": "conversation_item",
    "openai_response": "response",
}

DATA_SOURCES: Final[Modules] = {
    "openai_conversation": "conversation",
    "openai_conversation_item": "conversation_item",
    "openai_conversation_items": "conversation_item",
    "openai_response": "response",
    "openai_response_input_items": "response_input",
    "openai_response_input_tokens": "response_input",
}

EPHEMERAL_RESOURCES: Final[Modules] = {
    "openai_response": "response",
}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_conversation_item": "openai_conversation_items",
}

ACTIONS: Final[Modules] = {
    "openai_response_cancel": "response",
}
