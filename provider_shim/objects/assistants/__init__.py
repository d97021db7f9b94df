"""Assistants, threads and messages of the Assistants API, which OpenAI has removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_assistant": "assistant",
    "openai_message": "message",
    "openai_thread": "thread",
}

DATA_SOURCES: Final[Modules] = {
    "openai_assistant": "assistant",
    "openai_assistants": "assistant",
    "openai_message": "message",
    "openai_messages": "message",
    "openai_thread": "thread",
}

EPHEMERAL_RESOURCES: Final[Modules] = {}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_assistant": "openai_assistants",
    "openai_message": "openai_messages",
}

ACTIONS: Final[Modules] = {}
