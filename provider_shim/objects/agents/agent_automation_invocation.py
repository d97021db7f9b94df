"""``openai_agent_automation_invocations`` (data source): the runs of an automation of agents."""

from __future__ import annotations

from provider_shim.objects.agents.configuration import BETA
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Integer, ListOf, Object, Schema, String

_SOURCE = Object(
    {
        "type": String(
            computed=True,
            doc="The kind of trigger: `automation` (the schedule) or `manual` (a request).",
        )
    },
    computed=True,
    doc="The trigger of the invocation.",
)


class DataAgentAutomationInvocations(ListAll):
    """The invocations (runs) of an automation of agents: when each was due, its session and its status."""

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
                            doc="The state of the invocation: `queued`, `completed`, `failed` or `skipped`. `completed` does not mean "
                            "that the agent has finished its work.",
                        ),
                        "session_id": String(
                            computed=True,
                            doc="The id of the session in which the agent works, if there is one.",
                        ),
                        "source": _SOURCE,
                        "scheduled_at": Integer(
                            computed=True,
                            doc="When the invocation was due, in seconds since 1970. Null if a request started it.",
                        ),
                        "skip_reason": String(
                            computed=True,
                            doc="The reason why the invocation was skipped, such as `pending_delivery`.",
                        ),
                        "error": Object(
                            {
                                "code": String(computed=True, doc="The code of the error."),
                                "message": String(computed=True, doc="The message of the error."),
                            },
                            computed=True,
                            doc="The error, if the invocation failed.",
                        ),
                        "created_at": created_at("invocation"),
                    }
                ),
                computed=True,
                doc="The invocations, in the order in which the API returns them.",
            ),
        }
    )
