"""The attribute for the id of a model. It only warns of unknown models, since OpenAI adds models."""

from __future__ import annotations

from typing import Any

from provider_shim.rules.models import doubt, slip
from provider_shim.vocabulary.schema import String

__all__ = ["doubt", "model_name", "slip"]


def model_name(doc: str, **flags: Any) -> String:
    """Return an attribute for the id of a model, with warnings about probable typing errors and models that OpenAI shuts down."""
    return String(doc=doc, doubt=doubt, **flags)
