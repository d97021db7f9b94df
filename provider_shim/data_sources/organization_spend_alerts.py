"""``openai_organization_spend_alerts`` (data source): the alerts of spending."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources.organization_spend_alert import OrganizationSpendAlert as Managed


class OrganizationSpendAlerts(Every):
    """The alerts that are sent when the spending of the organization in a month reaches an amount."""

    type_name = "openai_organization_spend_alerts"
    endpoint = Managed.endpoint
    items = "spend_alerts"
    schema = every_schema(Managed, items, {"order": order()})
