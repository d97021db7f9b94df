"""``openai_agent_session_items`` (data source): what was said and done in a session."""

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
    """What was said and done in a session of an agent: messages, thoughts, calls of tools, commands.

    What subagents have said among themselves is not in it.

    ~> What is said is stored in the state.
    """

    type_name = "openai_agent_session_items"
    endpoint = Rest("/agents/sessions/{session_id}/items", update=None, headers=BETA, page=100)
    items = "items"
    schema = Schema(
        {
            "session_id": String(required=True, doc="The id of the session."),
            "turn_id": String(
                optional=True, local=True, doc="Only items of this turn. Defaults to all."
            ),
            "order": order(),
            **limit_below_ceiling("items"),
            "items": Dynamic(
                computed=True, wire="data", doc="The items, each as the API tells it."
            ),
        }
    )

    def place(self, config: Values) -> Rest:
        """Return where the items of one turn are, if only those are asked for."""
        if config["turn_id"] is None:
            return self.endpoint
        path = "/agents/sessions/{session_id}/turns/{turn_id}/items"
        return Rest(path, update=None, headers=BETA, page=self.endpoint.page)


def _moment(what: str) -> Integer:
    return Integer(computed=True, doc=f"When the turn {what}, in seconds since 1970.")


class DataAgentSessionTurns(ListAll):
    """The turns of a session of an agent: from what somebody said until the agent had nothing more to do."""

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
                        "agent_id": String(computed=True, doc="The id of the agent that worked."),
                        "subagent_id": String(
                            computed=True, doc="The id of the subagent that worked, if one did."
                        ),
                        "status": String(
                            computed=True,
                            doc="The state of the turn: `queued`, `in_progress`, `waiting`, `completed`, `failed` or `cancelled`.",
                        ),
                        "error": Object(
                            {
                                "code": String(
                                    computed=True,
                                    doc="The kind of the error, such as `context_length_exceeded`.",
                                ),
                                "message": String(computed=True, doc="What went wrong."),
                            },
                            computed=True,
                            doc="Why the turn failed.",
                        ),
                        "usage": USAGE,
                        "prompt_cache_options": Object(
                            {
                                "ttl": String(
                                    computed=True, doc="How long cached prompts live at least."
                                )
                            },
                            computed=True,
                            doc="How prompts were cached; null for what the model does.",
                        ),
                        "created_at": created_at("turn"),
                        "started_at": _moment("began"),
                        "completed_at": _moment("ended"),
                    }
                ),
                computed=True,
                wire="data",
                doc="The turns, in the order of the API.",
            ),
        }
    )


class DataAgentSessionTraces(ListAll):
    """What happened in the turns of a session of an agent, as traces of OpenTelemetry.

    Traces that are not published yet are left out.

    ~> What is said is part of the traces, and so stored in the state.
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
                            "id": String(optional=True, doc="The id of the turn."),
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
                doc="The traces, in the order of the API.",
            ),
        }
    )


class DataAgentSessionArtifacts(ListAll):
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


class DataAgentSessionArtifactContent(DataSource):
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
        answer = call.send(
            self.endpoint, self.endpoint.item, config, "read the artifact", method="GET"
        ).body
        path = f"{self.endpoint.item}/content"
        return download(call, self.endpoint, path, config, answer.get("size_bytes"))
