"""The ephemeral resources: the table of contents. One that is not listed here does not exist."""

from __future__ import annotations

from provider_shim.resource import EphemeralResource
from provider_shim.tables import declared

EPHEMERAL_RESOURCES = declared(
    __name__,
    EphemeralResource,
    "admin_api_key",
    "audio_transcription",
    "chat_completion",
    "chatkit_session",
    "container",
    "content_provenance_check",
    "decision",
    "embedding",
    "image_edit",
    "image_generation",
    "moderation",
    "project_service_account_api_key",
    "realtime_client_secret",
    "realtime_translation_client_secret",
    "response",
    "text_to_speech",
    "webhook_endpoint",
)
