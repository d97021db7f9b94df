"""``openai_chatkit_thread`` (data source): one conversation in a chat widget."""

from __future__ import annotations

from provider_shim.areas.chatkit import THREAD, THREADS
from provider_shim.resource import DataSource
from provider_shim.schema import Schema, String


class ChatkitThread(DataSource):
    """A conversation that somebody had in a chat widget of ChatKit, found by its id."""

    type_name = "openai_chatkit_thread"
    endpoint = THREADS
    schema = Schema({"id": String(required=True, doc="The id of the thread."), **THREAD})
