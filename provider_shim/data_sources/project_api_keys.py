"""``openai_project_api_keys`` (data source): all keys of a project."""

from __future__ import annotations

from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import project_api_key
from provider_shim.schema import String


class ProjectApiKeys(Every):
    """The keys of a project: whose they are, and when they were last used. Never the keys themselves."""

    type_name = "openai_project_api_keys"
    endpoint = project_api_key.ProjectApiKey.endpoint
    items = "api_keys"
    schema = every_schema(
        project_api_key.ProjectApiKey,
        items,
        {
            "owner_project_access": String(
                optional=True,
                enum=("active", "inactive", "any"),
                doc="Only keys whose owner has access to the project (`active`) or has none (`inactive`), or `any`. Left out, the "
                "API chooses by who is a member, and may leave keys out.",
            ),
        },
        untold=("scopes", "expires_in_seconds"),
    )
