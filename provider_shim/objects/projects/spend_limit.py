"""``openai_organization_spend_limit`` and ``openai_project_spend_limit``: the highest amount to spend in a month."""

from __future__ import annotations

from provider_shim.engine.resource import DataSource
from provider_shim.objects.projects.spending import LIMIT, SpendLimit, with_status
from provider_shim.patterns.settings import organization_id, setting_id
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String, computed


class OrganizationSpendLimit(SpendLimit):
    """The amount per month above which the API refuses the requests of the organization.

    There is only one limit. The create replaces a limit that was set elsewhere. Destroying the resource removes the limit.
    """

    type_name = "openai_organization_spend_limit"
    endpoint = Rest(
        "/organization/spend_limit",
        item="/organization/spend_limit",
        auth="admin",
        reshape=with_status,
    )
    schema = Schema({"id": organization_id(), **LIMIT})


class ProjectSpendLimit(SpendLimit):
    """The amount per month above which the API refuses the requests of a project.

    There is only one limit. The create replaces a limit that was set elsewhere. Destroying the resource removes the limit.
    """

    type_name = "openai_project_spend_limit"
    endpoint = Rest(
        "/organization/projects/{project_id}/spend_limit",
        item="/organization/projects/{project_id}/spend_limit",
        auth="admin",
        reshape=with_status,
    )
    schema = Schema(
        {
            "id": setting_id(),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            **LIMIT,
        }
    )


class DataOrganizationSpendLimit(DataSource):
    """The amount per month above which the API refuses the requests of the organization."""

    type_name = "openai_organization_spend_limit"
    endpoint = Rest(
        "/organization/spend_limit",
        item="/organization/spend_limit",
        auth="admin",
        reshape=with_status,
    )
    schema = Schema(
        {
            **computed(LIMIT),
        }
    )


class DataProjectSpendLimit(DataSource):
    """The amount per month above which the API refuses the requests of a project."""

    type_name = "openai_project_spend_limit"
    endpoint = Rest(
        "/organization/projects/{project_id}/spend_limit",
        item="/organization/projects/{project_id}/spend_limit",
        auth="admin",
        reshape=with_status,
    )
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            **computed(LIMIT),
        }
    )
