"""``openai_project_hosted_tool_permissions``: the tools hosted by OpenAI that a project may use."""

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
    "code_interpreter": "run code in a sandbox at OpenAI",
    "file_search": "search vector stores",
    "image_generation": "generate images",
    "mcp": "call servers of the Model Context Protocol",
    "web_search": "search the web",
}
"""What a model can do with each tool."""


def flat(answer: Mapping[str, Any]) -> Json:
    """Return the permissions with the names of the attributes. The API has an object for each tool."""
    return {f"{tool}_enabled": (answer.get(tool) or {}).get("enabled") for tool in TOOLS}


ENDPOINT = Rest(PATH, item=PATH, auth="admin", reshape=flat)


class ProjectHostedToolPermissions(Setting):
    """The tools hosted by OpenAI that a project may use.

    The setting always exists. The create changes it, and destroying the resource restores the values from before. Arguments
    that you do not set stay as they are.
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
        """Return the body of the request, which has an object for each tool."""
        sent = super().body(values)
        return {name.removesuffix("_enabled"): {"enabled": value} for name, value in sent.items()}


class DataProjectHostedToolPermissions(DataSource):
    """The tools hosted by OpenAI that a project may use."""

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
