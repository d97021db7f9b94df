"""The request of a chat completion, which the resource, the data source and the ephemeral resource share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.objects.chat.results import with_text
from provider_shim.patterns.one_shot import OneShotRequest
from provider_shim.vocabulary.rest import Json, Rest


class CompletionRequest(OneShotRequest):
    """The request of a chat completion."""

    type_name = "openai_chat_completion"
    endpoint = Rest("/chat/completions", project="project_id", reshape=with_text)
    fixed: ClassVar[Json] = {"stream": False}

    def is_kept(self, values: Mapping[str, Any]) -> bool:
        """Return whether OpenAI stores the completion, so that Terraform can read, update and delete it."""
        return values.get("store") is True
