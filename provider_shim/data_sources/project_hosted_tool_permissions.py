"""``openai_project_hosted_tool_permissions`` (data source): which of OpenAI's own tools a project may use."""

from __future__ import annotations

from provider_shim.areas.hosted_tools import ENDPOINT, TOOLS, flat
from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.schema import Bool, Schema, String


class ProjectHostedToolPermissions(DataSource):
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

    def read(self, call: Call, config: Values) -> Values:
        """Read them by our names."""
        answer = call.send(
            self.endpoint, self.endpoint.item, config, f"read the {self.noun}", method="GET"
        )
        return self.from_answer(flat(answer.body), config)
