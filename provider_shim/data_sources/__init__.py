"""The data sources: the table of contents. A data source that is not listed here does not exist."""

from __future__ import annotations

from provider_shim.data_sources.assistant import Assistant
from provider_shim.data_sources.chat_completion import ChatCompletion
from provider_shim.data_sources.conversation import Conversation
from provider_shim.data_sources.conversation_item import ConversationItem
from provider_shim.data_sources.conversation_items import ConversationItems
from provider_shim.data_sources.embedding import Embedding
from provider_shim.data_sources.model import Model
from provider_shim.data_sources.models import Models
from provider_shim.resource import DataSource

DATA_SOURCES: tuple[type[DataSource], ...] = (
    Assistant,
    ChatCompletion,
    Conversation,
    ConversationItem,
    ConversationItems,
    Embedding,
    Model,
    Models,
)
