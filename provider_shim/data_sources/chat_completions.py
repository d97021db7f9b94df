"""``openai_chat_completions`` (data source): the completions that OpenAI stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.chat_answers import with_text
from provider_shim.areas.chat_questions import QUESTION
from provider_shim.patterns.attributes import acting_project, metadata_filter
from provider_shim.patterns.limits import cursors
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources.chat_completion import ChatCompletion
from provider_shim.rest import Rest
from provider_shim.schema import String

_UNTOLD = ("messages", "project_id", "store", "response_model", *QUESTION)


class ChatCompletions(Every):
    """The chat completions that the project stores, the oldest first unless `order` says otherwise.

    Applications may store many: set `limit`. Nothing is asked. What was asked is in `openai_chat_completion_messages`.

    ~> The answers are stored in the state. The ephemeral resource `openai_chat_completion` stores nothing, but asks.
    """

    type_name = "openai_chat_completions"
    endpoint = Rest("/chat/completions", page=100, project="project_id")
    items = "chat_completions"
    schema = every_schema(
        ChatCompletion,
        items,
        {
            "model": String(optional=True, doc="Only completions of this model."),
            "metadata": metadata_filter("completions"),
            "order": String(
                optional=True,
                enum=("asc", "desc"),
                doc="The oldest first (`asc`) or the newest first (`desc`). Defaults to `asc`.",
            ),
            **cursors("a completion"),
            "project_id": acting_project(),
        },
        untold=_UNTOLD,
        grows=True,
    )

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the text of the first choice beside the choices."""
        return with_text(item)
