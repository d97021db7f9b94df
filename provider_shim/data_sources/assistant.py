"""``openai_assistant`` (data source): an existing assistant, by id or by name."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import assistant


class Assistant(Lookup):
    """An existing assistant, found by its id or by its name.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_assistant"
    endpoint = assistant.Assistant.endpoint
    removed = assistant.Assistant.removed
    by = "name"
    schema = lookup_schema(assistant.Assistant, by)
