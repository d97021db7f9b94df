"""``openai_thread``: a conversation of the Assistants API (removed from OpenAI's API)."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.objects.assistants.assistants import BETA, THREADS_REMOVED, tool_resources
from provider_shim.objects.assistants.messages import MESSAGE
from provider_shim.patterns.attributes import created_at, identity, metadata
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, ListOf, Object, Schema


class Thread(Resource):
    """A conversation of the Assistants API, to which messages are added and on which assistants run.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> The initial messages are stored in the state. What is said later is read by the data source `openai_messages`.
    """

    type_name = "openai_thread"
    endpoint = Rest("/threads", headers=BETA)
    removed = THREADS_REMOVED
    schema = Schema(
        {
            "id": identity("thread"),
            "messages": Dynamic(
                ListOf(Object(MESSAGE)),
                optional=True,
                replace=True,
                unread=True,
                doc="The messages that the thread begins with. `openai_message` adds further ones.",
            ),
            "tool_resources": tool_resources("thread"),
            "metadata": metadata("thread"),
            "created_at": created_at("thread"),
        }
    )


class DataThread(Lookup):
    """An existing thread. Its messages are read by the data source `openai_messages`.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_thread"
    endpoint = Thread.endpoint
    removed = Thread.removed
    schema = lookup_schema(Thread, not_returned=("messages",))
