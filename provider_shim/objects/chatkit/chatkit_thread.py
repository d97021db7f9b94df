"""The data sources of ChatKit's threads: one thread, all threads, and the items of a thread."""

from __future__ import annotations

from provider_shim.engine.resource import DataSource
from provider_shim.objects.chatkit.sessions import BETA, THREAD, THREADS
from provider_shim.patterns.attributes import identity, order
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, ListOf, Object, Schema, String


class DataChatkitThread(DataSource):
    """A thread (conversation) of an end user in a ChatKit widget, found by its id."""

    type_name = "openai_chatkit_thread"
    endpoint = THREADS
    schema = Schema({"id": String(required=True, doc="The id of the thread."), **THREAD})


class DataChatkitThreads(ListAll):
    """The threads (conversations) of end users in ChatKit widgets. The newest thread comes first, unless you set `order`."""

    type_name = "openai_chatkit_threads"
    endpoint = THREADS
    items = "threads"
    schema = Schema(
        {
            "user": String(
                optional=True,
                min_length=1,
                max_length=512,
                doc="Only threads of the end user with this id. Defaults to all threads.",
            ),
            "order": order(),
            **limit_below_ceiling("threads"),
            "threads": ListOf(
                Object({"id": identity("thread"), **THREAD}),
                computed=True,
                wire="data",
                doc="The threads, in the order in which the API returns them.",
            ),
        }
    )


class DataChatkitThreadItems(ListAll):
    """The items of a thread in a ChatKit widget: messages, widgets, tool calls and tasks.

    ~> The items are stored in the state.
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
            "items": Dynamic(computed=True, doc="The items, each as the API returns it."),
        }
    )
