"""``openai_project_service_account`` (data source): one service account of a project."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import project_service_account


class ProjectServiceAccount(Lookup):
    """A service account of a project, by its id or its name."""

    type_name = "openai_project_service_account"
    endpoint = project_service_account.ProjectServiceAccount.endpoint
    by = "name"
    schema = lookup_schema(
        project_service_account.ProjectServiceAccount,
        by,
        untold=("create_service_account_only", "expires_in_seconds"),
    )
