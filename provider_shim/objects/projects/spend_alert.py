"""``openai_organization_spend_alert`` and ``openai_project_spend_alert``: emails when an amount has been spent."""

from __future__ import annotations

from provider_shim.objects.projects.spending import ALERT, FLAT_CHANNEL, SpendAlert, with_parts
from provider_shim.patterns.attributes import identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String, computed


class OrganizationSpendAlert(SpendAlert):
    """An alert that OpenAI sends when the monthly spending of the organization reaches an amount.

    It does not stop requests. To stop them, use `openai_organization_spend_limit`.
    """

    type_name = "openai_organization_spend_alert"
    endpoint = Rest("/organization/spend_alerts", auth="admin", page=100, reshape=with_parts)
    schema = Schema({"id": identity("alert").but(also=("alert_id",)), **ALERT})


class ProjectSpendAlert(SpendAlert):
    """An alert that OpenAI sends when the monthly spending of a project reaches an amount.

    It does not stop requests. To stop them, use `openai_project_spend_limit`.
    """

    type_name = "openai_project_spend_alert"
    endpoint = Rest(
        "/organization/projects/{project_id}/spend_alerts",
        auth="admin",
        page=100,
        reshape=with_parts,
    )
    schema = Schema(
        {
            "id": identity("alert").but(also=("alert_id",)),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            **ALERT,
        }
    )


class DataOrganizationSpendAlert(Lookup):
    """An alert that OpenAI sends when the monthly spending of the organization reaches an amount."""

    type_name = "openai_organization_spend_alert"
    endpoint = OrganizationSpendAlert.endpoint
    schema = Schema({**lookup_schema(OrganizationSpendAlert).attributes, **computed(FLAT_CHANNEL)})


class DataOrganizationSpendAlerts(ListAll):
    """The alerts that OpenAI sends when the monthly spending of the organization reaches an amount."""

    type_name = "openai_organization_spend_alerts"
    endpoint = OrganizationSpendAlert.endpoint
    items = "spend_alerts"
    schema = list_all_schema(
        OrganizationSpendAlert, items, {"order": order()}, instead=computed(FLAT_CHANNEL)
    )


class DataProjectSpendAlert(Lookup):
    """An alert that OpenAI sends when the monthly spending of a project reaches an amount."""

    type_name = "openai_project_spend_alert"
    endpoint = ProjectSpendAlert.endpoint
    schema = Schema({**lookup_schema(ProjectSpendAlert).attributes, **computed(FLAT_CHANNEL)})


class DataProjectSpendAlerts(ListAll):
    """The alerts that OpenAI sends when the monthly spending of a project reaches an amount."""

    type_name = "openai_project_spend_alerts"
    endpoint = ProjectSpendAlert.endpoint
    items = "spend_alerts"
    schema = list_all_schema(
        ProjectSpendAlert, items, {"order": order()}, instead=computed(FLAT_CHANNEL)
    )
