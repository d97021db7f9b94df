"""``openai_agents`` (data source): all agents."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import agent


class Agents(Every):
    """The saved agents of the project."""

    type_name = "openai_agents"
    endpoint = agent.Agent.endpoint
    items = "agents"
    schema = every_schema(agent.Agent, items, {"order": order()})
