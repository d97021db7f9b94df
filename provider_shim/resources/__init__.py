"""The managed resources: the table of contents. A resource that is not listed here does not exist."""

from __future__ import annotations

from provider_shim.resource import Resource
from provider_shim.tables import declared

RESOURCES = declared(
    __name__,
    Resource,
    "admin_api_key",
    "assistant",
    "audio_transcription",
    "batch",
    "certificate",
    "certificate_activation",
    "chat_completion",
    "container",
    "container_file",
    "conversation",
    "conversation_item",
    "embedding",
    "file",
    "fine_tune",
    "fine_tuning_checkpoint_permission",
    "fine_tuning_job",
    "image_edit",
    "image_generation",
    "message",
    "moderation",
    "project",
    "project_api_key",
    "project_certificate",
    "project_service_account",
    "project_service_account_api_key",
    "text_to_speech",
    "thread",
    "vector_store",
    "vector_store_file",
    "vector_store_file_batch",
    "voice",
    "voice_consent",
)
