"""``openai_organization_spend_alerts`` (data source): the alerts of spending."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.spending import APART, beside
from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources.organization_spend_alert import OrganizationSpendAlert as Managed
from provider_shim.schema import computed


class OrganizationSpendAlerts(Every):
    """The alerts that are sent when the spending of the organization in a month reaches an amount."""

    type_name = "openai_organization_spend_alerts"
    endpoint = Managed.endpoint
    items = "spend_alerts"
    schema = every_schema(Managed, items, {"order": order()}, instead=computed(APART))

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an alert with the parts of its channel beside the rest."""
        return {**item, **beside(item.get("notification_channel"))}
