"""The attribute for the id of a model. It must not refuse any: OpenAI adds models."""

from __future__ import annotations

from typing import Any

from provider_shim.rules.models import doubt, slip
from provider_shim.vocabulary.schema import String

__all__ = ["doubt", "model_name", "slip"]


def model_name(doc: str, **flags: Any) -> String:
    """Return an attribute for the id of a model: a likely slip, and a model that OpenAI shuts down, are warned of."""
    return String(doc=doc, doubt=doubt, **flags)
