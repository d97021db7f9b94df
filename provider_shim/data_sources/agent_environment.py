"""``openai_agent_environment`` (data source): one environment."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import agent_environment


class AgentEnvironment(Lookup):
    """An environment of agents, by its id: its state, and what is installed in it."""

    type_name = "openai_agent_environment"
    endpoint = agent_environment.AgentEnvironment.endpoint
    schema = lookup_schema(agent_environment.AgentEnvironment, untold=("environment", "vault_ids"))
