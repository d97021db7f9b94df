"""``openai_agent_session_turns`` (data source): the turns of a session."""

from __future__ import annotations

from provider_shim.areas.agent_results import USAGE
from provider_shim.areas.agents import BETA
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.rest import Rest
from provider_shim.schema import Integer, ListOf, Object, Schema, String


def _moment(what: str) -> Integer:
    return Integer(computed=True, doc=f"When the turn {what}, in seconds since 1970.")


class AgentSessionTurns(Every):
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
