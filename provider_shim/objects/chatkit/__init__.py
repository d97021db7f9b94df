"""Sessions and threads of ChatKit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {}

DATA_SOURCES: Final[Modules] = {
    "openai_chatkit_thread": "chatkit_thread",
    "openai_chatkit_thread_items": "chatkit_thread",
    "openai_chatkit_threads": "chatkit_thread",
}

EPHEMERAL_RESOURCES: Final[Modules] = {
    "openai_chatkit_session": "chatkit_session",
}

LIST_RESOURCES: Final[Mapping[str, str]] = {}

ACTIONS: Final[Modules] = {}
