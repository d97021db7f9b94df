"""``openai_agent_session_artifacts`` (data source): the files that a session has left."""

from __future__ import annotations

from provider_shim.areas.agents import BETA
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.rest import Rest
from provider_shim.schema import Integer, ListOf, Object, Schema, String


class AgentSessionArtifacts(Every):
    """The files that an agent has left in its session: they stay when the environment has expired.

    Only environments that OpenAI hosts leave some. `openai_agent_session_artifact_content` has the content of one.
    """

    type_name = "openai_agent_session_artifacts"
    endpoint = Rest("/agents/sessions/{session_id}/artifacts", update=None, headers=BETA, page=100)
    items = "artifacts"
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "environment_id": String(
                optional=True, doc="Only files from this environment. Defaults to all."
            ),
            "order": order(),
            **limit_below_ceiling("files"),
            "artifacts": ListOf(
                Object(
                    {
                        "id": identity("artifact"),
                        "path": String(
                            computed=True,
                            doc="Where the file was in the environment: an absolute path.",
                        ),
                        "size_bytes": Integer(computed=True, doc="The size of the file, in bytes."),
                        "turn_id": String(
                            computed=True, doc="The id of the turn that has left it."
                        ),
                        "environment_id": String(
                            computed=True, doc="The id of the environment that it comes from."
                        ),
                        "created_at": created_at("artifact"),
                    }
                ),
                computed=True,
                wire="data",
                doc="The files, in the order of the API.",
            ),
        }
    )
