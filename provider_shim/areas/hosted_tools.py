"""The tools that OpenAI hosts, as a project may permit them: what resource and data source share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.rest import Json, Rest

PATH = "/organization/projects/{project_id}/hosted_tool_permissions"
ENDPOINT = Rest(PATH, item=PATH, auth="admin")

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
