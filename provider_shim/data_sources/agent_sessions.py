"""``openai_agent_sessions`` (data source): all sessions."""

from __future__ import annotations

from provider_shim.areas.agent_results import UNTOLD
from provider_shim.patterns.attributes import metadata_filter, order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import agent_session
from provider_shim.schema import String


class AgentSessions(Every):
    """The sessions of agents, or those of one agent or with certain metadata."""

    type_name = "openai_agent_sessions"
    endpoint = agent_session.AgentSession.endpoint
    items = "sessions"
    schema = every_schema(
        agent_session.AgentSession,
        items,
        {
            "order": order(),
            "agent_id": String(optional=True, doc="Only sessions of this saved agent."),
            "metadata": metadata_filter(
                "sessions", "A change of metadata may take a while to be found."
            ),
        },
        untold=UNTOLD,
        grows=True,
    )
