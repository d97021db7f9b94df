"""``openai_project_hosted_tool_permissions``: which of OpenAI's own tools a project may use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.hosted_tools import ENDPOINT, TOOLS, flat
from provider_shim.call import Values
from provider_shim.patterns.settings import Setting, on_destroy, setting_id
from provider_shim.rest import Json
from provider_shim.schema import Bool, Schema, String


class ProjectHostedToolPermissions(Setting):
    """Which of the tools that OpenAI hosts a project may use.

    The setting always exists: creating the resource takes it over, and destroying it gives back what was set before. What
    is left out stays as it is.
    """

    type_name = "openai_project_hosted_tool_permissions"
    endpoint = ENDPOINT
    schema = Schema(
        {
            "id": setting_id(),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            **{
                f"{tool}_enabled": Bool(
                    optional=True, computed=True, doc=f"Whether models may {may}."
                )
                for tool, may in TOOLS.items()
            },
            "on_destroy": on_destroy(),
        }
    )

    def body(self, values: Values) -> Json:
        """Return an object for each tool, as the API has it."""
        sent = super().body(values)
        return {name.removesuffix("_enabled"): {"enabled": value} for name, value in sent.items()}

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the permissions by our names."""
        return super().state(flat(answer), known)
