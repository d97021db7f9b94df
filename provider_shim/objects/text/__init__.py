"""Embeddings, moderations, decisions, models and batches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_batch": "batch",
    "openai_embedding": "embedding",
    "openai_model": "model",
    "openai_moderation": "moderation",
}

DATA_SOURCES: Final[Modules] = {
    "openai_batch": "batch",
    "openai_batches": "batch",
    "openai_decision": "decision",
    "openai_embedding": "embedding",
    "openai_model": "model",
    "openai_models": "model",
    "openai_moderation": "moderation",
}

EPHEMERAL_RESOURCES: Final[Modules] = {
    "openai_decision": "decision",
    "openai_embedding": "embedding",
    "openai_moderation": "moderation",
}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_batch": "openai_batches",
}

ACTIONS: Final[Modules] = {
    "openai_batch_cancel": "batch",
}
