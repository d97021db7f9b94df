"""``openai_project_spend_alerts`` (data source): the alerts of spending."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources.project_spend_alert import ProjectSpendAlert as Managed


class ProjectSpendAlerts(Every):
    """The alerts that are sent when the spending of a project in a month reaches an amount."""

    type_name = "openai_project_spend_alerts"
    endpoint = Managed.endpoint
    items = "spend_alerts"
    schema = every_schema(Managed, items, {"order": order()})
