"""How chat completions are asked: what resource, data source and ephemeral resource share.

It must not know which of them uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.objects.chat.results import with_text
from provider_shim.patterns.one_shot import OneShotRequest
from provider_shim.vocabulary.rest import Json, Rest


class CompletionRequest(OneShotRequest):
    """A question to a model."""

    type_name = "openai_chat_completion"
    endpoint = Rest("/chat/completions", project="project_id", reshape=with_text)
    fixed: ClassVar[Json] = {"stream": False}

    def is_kept(self, values: Mapping[str, Any]) -> bool:
        """Tell whether the completion is stored: read, its metadata updated, and deleted."""
        return values.get("store") is True
