"""``openai_project_hosted_tool_permissions``: which of OpenAI's own tools a project may use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.settings import Setting, restored_on_destroy, setting_id
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Bool, Schema, String

PATH = "/organization/projects/{project_id}/hosted_tool_permissions"

TOOLS = {
    "code_interpreter": "run code in a sandbox of OpenAI's",
    "file_search": "search vector stores",
    "image_generation": "draw images",
    "mcp": "call servers of the Model Context Protocol",
    "web_search": "search the web",
}
"""What each tool lets a model do."""


def flat(answer: Mapping[str, Any]) -> Json:
    """Return the permissions by the names of our attributes: the API has an object for each."""
    return {f"{tool}_enabled": (answer.get(tool) or {}).get("enabled") for tool in TOOLS}


ENDPOINT = Rest(PATH, item=PATH, auth="admin", reshape=flat)


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
            "on_destroy": restored_on_destroy(),
        }
    )

    def body(self, values: Values) -> Json:
        """Return an object for each tool, as the API has it."""
        sent = super().body(values)
        return {name.removesuffix("_enabled"): {"enabled": value} for name, value in sent.items()}


class DataProjectHostedToolPermissions(DataSource):
    """Which of the tools that OpenAI hosts a project may use."""

    type_name = "openai_project_hosted_tool_permissions"
    endpoint = ENDPOINT
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            **{
                f"{tool}_enabled": Bool(computed=True, doc=f"Whether models may {may}.")
                for tool, may in TOOLS.items()
            },
        }
    )
