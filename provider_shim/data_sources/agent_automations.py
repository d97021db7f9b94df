"""``openai_agent_automations`` (data source): all automations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.agent_automations import UNTOLD, with_pause
from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import agent_automation
from provider_shim.schema import String


class AgentAutomations(Every):
    """The automations of agents of the project, those that agents have made included."""

    type_name = "openai_agent_automations"
    endpoint = agent_automation.AgentAutomation.endpoint
    items = "automations"
    schema = every_schema(
        agent_automation.AgentAutomation,
        items,
        {
            "order": order(),
            "session_id": String(
                optional=True, doc="Only automations that tell this session something."
            ),
        },
        untold=UNTOLD,
    )

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Tell whether it is paused by its status."""
        return with_pause(item)
