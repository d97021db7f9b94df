"""``openai_project_api_key`` (data source): one key of a project."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import project_api_key


class ProjectApiKey(Lookup):
    """A key of a project, by its id or its name: whose it is, and when it was last used. Never the key itself."""

    type_name = "openai_project_api_key"
    endpoint = project_api_key.ProjectApiKey.endpoint
    by = "name"
    schema = lookup_schema(
        project_api_key.ProjectApiKey, by, untold=("scopes", "expires_in_seconds")
    )
