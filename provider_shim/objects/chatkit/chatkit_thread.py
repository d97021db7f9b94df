"""``openai_chatkit_thread`` (data source): one conversation in a chat widget."""

from __future__ import annotations

from provider_shim.engine.resource import DataSource
from provider_shim.objects.chatkit.sessions import BETA, THREAD, THREADS
from provider_shim.patterns.attributes import identity, order
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, ListOf, Object, Schema, String


class DataChatkitThread(DataSource):
    """A conversation that somebody had in a chat widget of ChatKit, found by its id."""

    type_name = "openai_chatkit_thread"
    endpoint = THREADS
    schema = Schema({"id": String(required=True, doc="The id of the thread."), **THREAD})


class DataChatkitThreads(ListAll):
    """The conversations that people had in chat widgets of ChatKit: the newest first, unless `order` says otherwise."""

    type_name = "openai_chatkit_threads"
    endpoint = THREADS
    items = "threads"
    schema = Schema(
        {
            "user": String(
                optional=True,
                min_length=1,
                max_length=512,
                doc="Only threads of this user. Defaults to all.",
            ),
            "order": order(),
            **limit_below_ceiling("threads"),
            "threads": ListOf(
                Object({"id": identity("thread"), **THREAD}),
                computed=True,
                wire="data",
                doc="The threads, in the order of the API.",
            ),
        }
    )


class DataChatkitThreadItems(ListAll):
    """What was said and done in a conversation in a chat widget of ChatKit: messages, widgets, calls of tools, tasks.

    ~> What is said is stored in the state.
    """

    type_name = "openai_chatkit_thread_items"
    endpoint = Rest(
        "/chatkit/threads/{thread_id}/items",
        update=None,
        headers=BETA,
        page=100,
    )
    items = "items"
    schema = Schema(
        {
            "thread_id": String(required=True, doc="The id of the thread."),
            "order": order(),
            **limit_below_ceiling("items"),
            "items": Dynamic(computed=True, doc="The items, each as the API tells it."),
        }
    )
