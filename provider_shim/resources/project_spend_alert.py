"""``openai_project_spend_alert``: a message when a project has spent an amount."""

from __future__ import annotations

from provider_shim.areas.spending import ALERT, SpendAlert
from provider_shim.patterns.attributes import identity
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class ProjectSpendAlert(SpendAlert):
    """A message that is sent when the spending of a project in a month reaches an amount. It stops nothing: see `openai_project_spend_limit`."""

    type_name = "openai_project_spend_alert"
    endpoint = Rest("/organization/projects/{project_id}/spend_alerts", auth="admin", page=100)
    schema = Schema(
        {
            "id": identity("alert").but(also=("alert_id",)),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            **ALERT,
        }
    )
