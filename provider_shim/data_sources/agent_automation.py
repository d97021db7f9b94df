"""``openai_agent_automation`` (data source): one automation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.agent_automations import UNTOLD, with_pause
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import agent_automation


class AgentAutomation(Lookup):
    """An existing automation of agents, found by its id or by its name."""

    type_name = "openai_agent_automation"
    endpoint = agent_automation.AgentAutomation.endpoint
    by = "name"
    schema = lookup_schema(agent_automation.AgentAutomation, by, untold=UNTOLD)

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Tell whether it is paused by its status."""
        return with_pause(item)
