"""``openai_agent_session`` (data source): one session."""

from __future__ import annotations

from provider_shim.areas.agent_results import UNTOLD
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import agent_session


class AgentSession(Lookup):
    """An existing session of an agent, by its id: its state, and what it works with."""

    type_name = "openai_agent_session"
    endpoint = agent_session.AgentSession.endpoint
    schema = lookup_schema(agent_session.AgentSession, untold=UNTOLD)
