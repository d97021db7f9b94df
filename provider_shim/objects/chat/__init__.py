"""Chat completions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_chat_completion": "chat_completion",
}

DATA_SOURCES: Final[Modules] = {
    "openai_chat_completion": "chat_completion",
    "openai_chat_completion_messages": "stored_completions",
    "openai_chat_completions": "stored_completions",
}

EPHEMERAL_RESOURCES: Final[Modules] = {
    "openai_chat_completion": "chat_completion",
}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_chat_completion": "openai_chat_completions",
}

ACTIONS: Final[Modules] = {}
