"""``openai_thread`` (data source): an existing thread, by its id."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import thread


class Thread(Lookup):
    """An existing thread. Its messages are read by the data source `openai_messages`.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_thread"
    endpoint = thread.Thread.endpoint
    removed = thread.Thread.removed
    schema = lookup_schema(thread.Thread, untold=("messages",))
