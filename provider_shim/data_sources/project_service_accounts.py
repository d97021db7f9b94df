"""``openai_project_service_accounts`` (data source): all service accounts of a project."""

from __future__ import annotations

from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import project_service_account


class ProjectServiceAccounts(Every):
    """The service accounts of a project."""

    type_name = "openai_project_service_accounts"
    endpoint = project_service_account.ProjectServiceAccount.endpoint
    items = "service_accounts"
    schema = every_schema(
        project_service_account.ProjectServiceAccount,
        items,
        untold=("create_service_account_only", "expires_in_seconds"),
    )
