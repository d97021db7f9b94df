"""``openai_agent_session_items`` (data source): what was said and done in a session."""

from __future__ import annotations

from provider_shim.areas.agents import BETA
from provider_shim.call import Values
from provider_shim.patterns.attributes import order
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.rest import Rest
from provider_shim.schema import Dynamic, Schema, String


class AgentSessionItems(Every):
    """What was said and done in a session of an agent: messages, thoughts, calls of tools, commands.

    What subagents have said among themselves is not in it.

    ~> What is said is stored in the state.
    """

    type_name = "openai_agent_session_items"
    endpoint = Rest("/agents/sessions/{session_id}/items", update=None, headers=BETA, page=100)
    items = "items"
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "turn_id": String(
                optional=True, local=True, doc="Only items of this turn. Defaults to all."
            ),
            "order": order(),
            **limit_below_ceiling("items"),
            "items": Dynamic(
                computed=True, wire="data", doc="The items, each as the API tells it."
            ),
        }
    )

    def place(self, config: Values) -> Rest:
        """Return where the items of one turn are, if only those are asked for."""
        if config["turn_id"] is None:
            return self.endpoint
        path = "/agents/sessions/{session_id}/turns/{turn_id}/items"
        return Rest(path, update=None, headers=BETA, page=self.endpoint.page)
