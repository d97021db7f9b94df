"""``openai_agent_environments`` (data source): all environments that OpenAI hosts."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import agent_environment
from provider_shim.schema import String


class AgentEnvironments(Every):
    """The environments that OpenAI hosts for whoever has the key, those that have expired included: see `status`."""

    type_name = "openai_agent_environments"
    endpoint = agent_environment.AgentEnvironment.endpoint
    items = "environments"
    schema = every_schema(
        agent_environment.AgentEnvironment,
        items,
        {
            "order": order(),
            "type": String(
                optional=True,
                enum=("openai_hosted",),
                doc="Who hosts them: `openai_hosted`, which is also the default.",
            ),
        },
        untold=("environment", "vault_ids"),
        grows=True,
    )
