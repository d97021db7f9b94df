"""``openai_agent`` (data source): one agent."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import agent


class Agent(Lookup):
    """An existing agent of the Agents API, found by its id or by its name."""

    type_name = "openai_agent"
    endpoint = agent.Agent.endpoint
    by = "name"
    schema = lookup_schema(agent.Agent, by)
