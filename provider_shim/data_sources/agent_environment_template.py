"""``openai_agent_environment_template`` (data source): one template."""

from __future__ import annotations

from provider_shim.areas.agent_environments import UNTOLD
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import agent_environment_template as template


class AgentEnvironmentTemplate(Lookup):
    """An existing template of environments, found by its id or by its name: what is not confidential of it."""

    type_name = "openai_agent_environment_template"
    endpoint = template.AgentEnvironmentTemplate.endpoint
    by = "name"
    schema = lookup_schema(template.AgentEnvironmentTemplate, by, untold=UNTOLD)
