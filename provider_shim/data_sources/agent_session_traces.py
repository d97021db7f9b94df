"""``openai_agent_session_traces`` (data source): traces of a session, for tools that read OpenTelemetry."""

from __future__ import annotations

from provider_shim.areas.agents import BETA
from provider_shim.patterns.attributes import created_at, order
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.rest import Rest
from provider_shim.schema import Dynamic, ListOf, Object, Schema, String


class AgentSessionTraces(Every):
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
