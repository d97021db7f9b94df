"""``openai_chatkit_threads`` (data source): the conversations in chat widgets."""

from __future__ import annotations

from provider_shim.areas.chatkit import THREAD, THREADS
from provider_shim.patterns.attributes import identity, order
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.schema import ListOf, Object, Schema, String


class ChatkitThreads(Every):
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
