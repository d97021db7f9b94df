"""The data sources: the table of contents. A data source that is not listed here does not exist."""

from __future__ import annotations

from provider_shim.data_sources.assistant import Assistant
from provider_shim.data_sources.assistants import Assistants
from provider_shim.data_sources.batch import Batch
from provider_shim.data_sources.batches import Batches
from provider_shim.data_sources.chat_completion import ChatCompletion
from provider_shim.data_sources.container import Container
from provider_shim.data_sources.container_file import ContainerFile
from provider_shim.data_sources.container_file_content import ContainerFileContent
from provider_shim.data_sources.container_files import ContainerFiles
from provider_shim.data_sources.containers import Containers
from provider_shim.data_sources.conversation import Conversation
from provider_shim.data_sources.conversation_item import ConversationItem
from provider_shim.data_sources.conversation_items import ConversationItems
from provider_shim.data_sources.embedding import Embedding
from provider_shim.data_sources.file import File
from provider_shim.data_sources.file_content import FileContent
from provider_shim.data_sources.files import Files
from provider_shim.data_sources.message import Message
from provider_shim.data_sources.messages import Messages
from provider_shim.data_sources.model import Model
from provider_shim.data_sources.models import Models
from provider_shim.data_sources.thread import Thread
from provider_shim.data_sources.vector_store import VectorStore
from provider_shim.data_sources.vector_store_file import VectorStoreFile
from provider_shim.data_sources.vector_store_file_batch import VectorStoreFileBatch
from provider_shim.data_sources.vector_store_file_batch_files import VectorStoreFileBatchFiles
from provider_shim.data_sources.vector_store_file_content import VectorStoreFileContent
from provider_shim.data_sources.vector_store_files import VectorStoreFiles
from provider_shim.data_sources.vector_store_search import VectorStoreSearch
from provider_shim.data_sources.vector_stores import VectorStores
from provider_shim.resource import DataSource

DATA_SOURCES: tuple[type[DataSource], ...] = (
    Assistant,
    Assistants,
    Batch,
    Batches,
    ChatCompletion,
    Container,
    ContainerFile,
    ContainerFileContent,
    ContainerFiles,
    Containers,
    Conversation,
    ConversationItem,
    ConversationItems,
    Embedding,
    File,
    FileContent,
    Files,
    Message,
    Messages,
    Model,
    Models,
    Thread,
    VectorStore,
    VectorStoreFile,
    VectorStoreFileBatch,
    VectorStoreFileBatchFiles,
    VectorStoreFileContent,
    VectorStoreFiles,
    VectorStoreSearch,
    VectorStores,
)
