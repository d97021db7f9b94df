"""Images, speech, voices and realtime secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_audio_transcription": "audio_transcription",
    "openai_image_edit": "image_edit",
    "openai_image_generation": "image_generation",
    "openai_text_to_speech": "text_to_speech",
    "openai_voice": "voice",
    "openai_voice_consent": "voice_consent",
}

DATA_SOURCES: Final[Modules] = {
    "openai_audio_transcription": "audio_transcription",
    "openai_content_provenance_check": "content_provenance_check",
    "openai_voice_consent": "voice_consent",
    "openai_voice_consents": "voice_consent",
}

EPHEMERAL_RESOURCES: Final[Modules] = {
    "openai_audio_transcription": "audio_transcription",
    "openai_content_provenance_check": "content_provenance_check",
    "openai_image_edit": "image_edit",
    "openai_image_generation": "image_generation",
    "openai_realtime_client_secret": "realtime_client_secret",
    "openai_realtime_translation_client_secret": "realtime_translation_client_secret",
    "openai_text_to_speech": "text_to_speech",
}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_voice_consent": "openai_voice_consents",
}

ACTIONS: Final[Modules] = {}
