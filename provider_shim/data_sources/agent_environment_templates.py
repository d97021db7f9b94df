"""``openai_agent_environment_templates`` (data source): all templates."""

from __future__ import annotations

from provider_shim.areas.agent_environments import UNTOLD
from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import agent_environment_template as template


class AgentEnvironmentTemplates(Every):
    """The templates of environments of the project: what is not confidential of them."""

    type_name = "openai_agent_environment_templates"
    endpoint = template.AgentEnvironmentTemplate.endpoint
    items = "templates"
    schema = every_schema(
        template.AgentEnvironmentTemplate, items, {"order": order()}, untold=UNTOLD
    )
