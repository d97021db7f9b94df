"""``openai_agent_session_artifact_content`` (data source): what is in a file that a session has left."""

from __future__ import annotations

from provider_shim.areas.agents import BETA
from provider_shim.call import Call, Values
from provider_shim.patterns.downloads import CONTENT, download
from provider_shim.resource import DataSource
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class AgentSessionArtifactContent(DataSource):
    """The content of a file that an agent has left in its session, such as a report.

    ~> The content is stored in the state.
    """

    type_name = "openai_agent_session_artifact_content"
    endpoint = Rest(
        "/agents/sessions/{session_id}/artifacts",
        item="/agents/sessions/{session_id}/artifacts/{artifact_id}",
        update=None,
        headers=BETA,
    )
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "artifact_id": String(required=True, doc="The id of the file."),
            **CONTENT,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Ask for the size first: what is too large is not downloaded."""
        told = call.send(
            self.endpoint, self.endpoint.item, config, "read the artifact", method="GET"
        ).body
        path = f"{self.endpoint.item}/content"
        return download(call, self.endpoint, path, config, told.get("size_bytes"))
