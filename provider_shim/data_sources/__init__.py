"""The data sources: the table of contents. A data source that is not listed here does not exist."""

from __future__ import annotations

from provider_shim.resource import DataSource
from provider_shim.tables import declared

DATA_SOURCES = declared(
    __name__,
    DataSource,
    "assistant",
    "assistants",
    "batch",
    "batches",
    "chat_completion",
    "container",
    "container_file",
    "container_file_content",
    "container_files",
    "containers",
    "conversation",
    "conversation_item",
    "conversation_items",
    "embedding",
    "file",
    "file_content",
    "files",
    "fine_tuning_checkpoint_permissions",
    "fine_tuning_job",
    "fine_tuning_job_checkpoints",
    "fine_tuning_job_events",
    "fine_tuning_jobs",
    "message",
    "messages",
    "model",
    "models",
    "thread",
    "vector_store",
    "vector_store_file",
    "vector_store_file_batch",
    "vector_store_file_batch_files",
    "vector_store_file_content",
    "vector_store_files",
    "vector_store_search",
    "vector_stores",
)
