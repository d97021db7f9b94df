"""``openai_agent_automation_invocations`` (data source): what an automation of agents has started."""

from __future__ import annotations

from provider_shim.objects.agents.configuration import BETA
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Integer, ListOf, Object, Schema, String

_SOURCE = Object(
    {"type": String(computed=True, doc="`automation` (by its schedule) or `manual`.")},
    computed=True,
    doc="Why the automation was started.",
)


class DataAgentAutomationInvocations(ListAll):
    """What an automation of agents has started: when, in which session, and what became of it."""

    type_name = "openai_agent_automation_invocations"
    endpoint = Rest(
        "/agents/automations/{automation_id}/invocations", update=None, headers=BETA, page=100
    )
    items = "invocations"
    schema = Schema(
        {
            "automation_id": String(required=True, doc="The id of the automation."),
            "order": order(),
            **limit_below_ceiling("invocations"),
            "invocations": ListOf(
                Object(
                    {
                        "id": identity("invocation"),
                        "status": String(
                            computed=True,
                            doc="What became of it: `queued`, `completed`, `failed` or `skipped`. That it is completed does not mean "
                            "that the agent has finished its work.",
                        ),
                        "session_id": String(
                            computed=True, doc="The id of the session that works, if there is one."
                        ),
                        "source": _SOURCE,
                        "scheduled_at": Integer(
                            computed=True,
                            doc="When it was due, in seconds since 1970; null if it was started by hand.",
                        ),
                        "skip_reason": String(
                            computed=True, doc="Why it was skipped, such as `pending_delivery`."
                        ),
                        "error": Object(
                            {
                                "code": String(computed=True, doc="The kind of the error."),
                                "message": String(computed=True, doc="What went wrong."),
                            },
                            computed=True,
                            doc="Why it failed.",
                        ),
                        "created_at": created_at("invocation"),
                    }
                ),
                computed=True,
                doc="What was started, in the order of the API.",
            ),
        }
    )
