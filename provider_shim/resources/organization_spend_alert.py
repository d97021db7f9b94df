"""``openai_organization_spend_alert``: a message when the organization has spent an amount."""

from __future__ import annotations

from provider_shim.areas.spending import ALERT, SpendAlert
from provider_shim.patterns.attributes import identity
from provider_shim.rest import Rest
from provider_shim.schema import Schema


class OrganizationSpendAlert(SpendAlert):
    """A message that is sent when the spending of the organization in a month reaches an amount. It stops nothing: see `openai_organization_spend_limit`."""

    type_name = "openai_organization_spend_alert"
    endpoint = Rest("/organization/spend_alerts", auth="admin", page=100)
    schema = Schema({"id": identity("alert").but(also=("alert_id",)), **ALERT})
