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
    """A conversation of the Assistants API. You can add messages to it and run assistants on it.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> The first messages are stored in the state. To read later messages, use the data source `openai_messages`.
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
                doc="The first messages of the thread. To add further messages, use `openai_message`.",
            ),
            "tool_resources": tool_resources("thread"),
            "metadata": metadata("thread"),
            "created_at": created_at("thread"),
        }
    )


class DataThread(Lookup):
    """A thread, found by its id. To read its messages, use the data source `openai_messages`.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.
    """

    type_name = "openai_thread"
    endpoint = Thread.endpoint
    removed = Thread.removed
    schema = lookup_schema(Thread, not_returned=("messages",))
