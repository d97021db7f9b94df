"""``openai_project_spend_limit``: what a project must not spend more than."""

from __future__ import annotations

from provider_shim.areas.spending import LIMIT, SpendLimit
from provider_shim.patterns.settings import setting_id
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class ProjectSpendLimit(SpendLimit):
    """The amount per month beyond which the API refuses the requests of a project.

    There is one: creating the resource replaces a limit that was set elsewhere, and destroying it removes the limit.
    """

    type_name = "openai_project_spend_limit"
    endpoint = Rest(
        "/organization/projects/{project_id}/spend_limit",
        item="/organization/projects/{project_id}/spend_limit",
        auth="admin",
    )
    schema = Schema(
        {
            "id": setting_id(),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            **LIMIT,
        }
    )
