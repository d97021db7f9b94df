"""Usage, costs, audit logs and safety."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {}

DATA_SOURCES: Final[Modules] = {
    "openai_audit_logs": "audit_logs",
    "openai_costs": "usage",
    "openai_safety_alert": "safety",
    "openai_safety_case": "safety",
    "openai_usage_audio_speeches": "usage",
    "openai_usage_audio_transcriptions": "usage",
    "openai_usage_code_interpreter_sessions": "usage",
    "openai_usage_completions": "usage",
    "openai_usage_decisions": "usage",
    "openai_usage_embeddings": "usage",
    "openai_usage_file_search_calls": "usage",
    "openai_usage_images": "usage",
    "openai_usage_moderations": "usage",
    "openai_usage_vector_stores": "usage",
    "openai_usage_web_search_calls": "usage",
}

EPHEMERAL_RESOURCES: Final[Modules] = {}

LIST_RESOURCES: Final[Mapping[str, str]] = {}

ACTIONS: Final[Modules] = {}
