"""The managed resources: the table of contents. A resource that is not listed here does not exist."""

from __future__ import annotations

from provider_shim.resource import Resource
from provider_shim.resources.assistant import Assistant
from provider_shim.resources.batch import Batch
from provider_shim.resources.chat_completion import ChatCompletion
from provider_shim.resources.container import Container
from provider_shim.resources.container_file import ContainerFile
from provider_shim.resources.conversation import Conversation
from provider_shim.resources.conversation_item import ConversationItem
from provider_shim.resources.embedding import Embedding
from provider_shim.resources.file import File
from provider_shim.resources.message import Message
from provider_shim.resources.thread import Thread
from provider_shim.resources.vector_store import VectorStore
from provider_shim.resources.vector_store_file import VectorStoreFile
from provider_shim.resources.vector_store_file_batch import VectorStoreFileBatch

RESOURCES: tuple[type[Resource], ...] = (
    Assistant,
    Batch,
    ChatCompletion,
    Container,
    ContainerFile,
    Conversation,
    ConversationItem,
    Embedding,
    File,
    Message,
    Thread,
    VectorStore,
    VectorStoreFile,
    VectorStoreFileBatch,
)
