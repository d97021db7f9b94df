"""The data sources of the results of a session of an agent: items, turns, traces and artifacts."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.objects.agents.configuration import BETA
from provider_shim.objects.agents.results import USAGE
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.downloads import CONTENT, download
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, Integer, ListOf, Object, Schema, String


class DataAgentSessionItems(ListAll):
    """The items of a session of an agent: messages, reasoning, tool calls and commands.

    Messages between subagents are not included.

    ~> The items are stored in the state.
    """

    type_name = "openai_agent_session_items"
    endpoint = Rest("/agents/sessions/{session_id}/items", update=None, headers=BETA, page=100)
    items = "items"
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "turn_id": String(
                optional=True, local=True, doc="Only items of this turn. Defaults to all items."
            ),
            "order": order(),
            **limit_below_ceiling("items"),
            "items": Dynamic(
                computed=True, wire="data", doc="The items, each as the API returns it."
            ),
        }
    )

    def place(self, config: Values) -> Rest:
        """Return the endpoint of the session's items, or of the items of one turn if `turn_id` is set."""
        if config["turn_id"] is None:
            return self.endpoint
        path = "/agents/sessions/{session_id}/turns/{turn_id}/items"
        return Rest(path, update=None, headers=BETA, page=self.endpoint.page)


def _turn_time(event: str) -> Integer:
    return Integer(computed=True, doc=f"When the turn {event}, in seconds since 1970.")


class DataAgentSessionTurns(ListAll):
    """The turns of a session of an agent. A turn begins with an input and ends when the agent has finished its work on it."""

    type_name = "openai_agent_session_turns"
    endpoint = Rest("/agents/sessions/{session_id}/turns", update=None, headers=BETA, page=100)
    items = "turns"
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "order": order(),
            **limit_below_ceiling("turns"),
            "turns": ListOf(
                Object(
                    {
                        "id": identity("turn"),
                        "agent_id": String(
                            computed=True, doc="The id of the agent that worked in the turn."
                        ),
                        "subagent_id": String(
                            computed=True,
                            doc="The id of the subagent, if a subagent worked in the turn.",
                        ),
                        "status": String(
                            computed=True,
                            doc="The state of the turn: `queued`, `in_progress`, `waiting`, `completed`, `failed` or `cancelled`.",
                        ),
                        "error": Object(
                            {
                                "code": String(
                                    computed=True,
                                    doc="The code of the error, such as `context_length_exceeded`.",
                                ),
                                "message": String(computed=True, doc="The message of the error."),
                            },
                            computed=True,
                            doc="The error, if the turn failed.",
                        ),
                        "usage": USAGE,
                        "prompt_cache_options": Object(
                            {
                                "ttl": String(
                                    computed=True, doc="The minimum lifetime of cached prompts."
                                )
                            },
                            computed=True,
                            doc="The options of prompt caching. Null if the model's own setting applied.",
                        ),
                        "created_at": created_at("turn"),
                        "started_at": _turn_time("began"),
                        "completed_at": _turn_time("ended"),
                    }
                ),
                computed=True,
                wire="data",
                doc="The turns, in the order in which the API returns them.",
            ),
        }
    )


class DataAgentSessionTraces(ListAll):
    """The OpenTelemetry traces of the turns of a session of an agent.

    The API does not return traces that are not published yet.

    ~> The traces contain the messages of the session. They are stored in the state.
    """

    type_name = "openai_agent_session_traces"
    endpoint = Rest("/agents/sessions/{session_id}/traces", update=None, headers=BETA, page=20)
    items = "traces"
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "order": order(),
            **limit_below_ceiling("traces"),
            "traces": Dynamic(
                ListOf(
                    Object(
                        {
                            "id": String(
                                optional=True, doc="The id of the turn that the trace describes."
                            ),
                            "otlp": Dynamic(
                                optional=True,
                                doc="The trace as OTLP JSON: an `ExportTraceServiceRequest` with `resourceSpans`.",
                            ),
                            "created_at": created_at("turn").but(optional=True, computed=False),
                        }
                    )
                ),
                computed=True,
                wire="data",
                doc="The traces, in the order in which the API returns them.",
            ),
        }
    )


class DataAgentSessionArtifacts(ListAll):
    """The artifacts of a session: files that its agent published. They remain available after the environment has expired.

    Only sessions in environments that OpenAI hosts have artifacts. To read the content of an artifact, use
    `openai_agent_session_artifact_content`.
    """

    type_name = "openai_agent_session_artifacts"
    endpoint = Rest("/agents/sessions/{session_id}/artifacts", update=None, headers=BETA, page=100)
    items = "artifacts"
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "environment_id": String(
                optional=True, doc="Only files from this environment. Defaults to all files."
            ),
            "order": order(),
            **limit_below_ceiling("files"),
            "artifacts": ListOf(
                Object(
                    {
                        "id": identity("artifact"),
                        "path": String(
                            computed=True,
                            doc="The absolute path that the file had in the environment.",
                        ),
                        "size_bytes": Integer(computed=True, doc="The size of the file, in bytes."),
                        "turn_id": String(
                            computed=True, doc="The id of the turn that published the file."
                        ),
                        "environment_id": String(
                            computed=True, doc="The id of the environment that the file is from."
                        ),
                        "created_at": created_at("artifact"),
                    }
                ),
                computed=True,
                wire="data",
                doc="The files, in the order in which the API returns them.",
            ),
        }
    )


class DataAgentSessionArtifactContent(DataSource):
    """The content of an artifact of a session: a file that its agent published, such as a report.

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
            "artifact_id": String(required=True, doc="The id of the artifact."),
            **CONTENT,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Read the size of the artifact first: an artifact that is too large is not downloaded."""
        answer = call.send(
            self.endpoint, self.endpoint.item, config, "read the artifact", method="GET"
        ).body
        path = f"{self.endpoint.item}/content"
        return download(call, self.endpoint, path, config, answer.get("size_bytes"))
