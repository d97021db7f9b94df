"""``openai_assistants``: all assistants."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources.assistant import Assistant


class Assistants(Every):
    """All assistants of the project: the newest first, unless `order` says otherwise.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_assistants"
    endpoint = Assistant.endpoint
    removed = Assistant.removed
    items = "assistants"
    schema = every_schema(Assistant, items, {"order": order()}, untold=("reasoning_effort",))
