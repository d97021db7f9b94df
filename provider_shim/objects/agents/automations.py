"""What automations of agents are made of: schedules, targets, and the state that tells whether they rest.

It must not know any declaration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.agents.configuration import inline_agent
from provider_shim.objects.agents.environments import NOT_RETURNED as _NOT_RETURNED
from provider_shim.objects.agents.sessions import environment, messages
from provider_shim.patterns.attributes import metadata
from provider_shim.patterns.kinds import Kinds
from provider_shim.patterns.timestamps import FORMS, timestamp, unix_seconds
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import SetOf, String


def _same_moment(known: Any, returned: Any) -> bool:
    return unix_seconds(known) == unix_seconds(returned)


SCHEDULES: Kinds = {
    "periodic": {
        "expression": String(
            required=True,
            exactly_one_of=("expression", "run_at"),
            required_with=("timezone",),
            doc="When it works, as a cron expression of five fields, such as `0 9 * * 1-5`. Needed for `periodic`.",
        ),
        "timezone": String(
            required=True,
            required_with=("expression",),
            doc="The time zone of the expression by its IANA name, such as `Europe/Berlin`. Needed for `periodic`.",
        ),
    },
    "once": {
        "run_at": timestamp(
            f"When it works, {FORMS}. It must be in the future. Needed for `once`.",
            required=True,
            exactly_one_of=("expression", "run_at"),
            equivalent=_same_moment,
        ),
    },
}

TARGETS: Kinds = {
    "new_session": {
        "agent_id": String(
            optional=True,
            doc="The id of the saved agent (`openai_agent`) that works. Either it or `agent` must be set.",
        ),
        "agent": inline_agent(
            "An agent that is saved nowhere else. Either it or `agent_id` must be set."
        ),
        "environment": environment("Where the agent works in each new session.", returned=True),
        "input": messages(
            {"optional": True, "computed": True, "default": "user"},
            required=True,
            doc="What each new session begins with.",
        ),
        "vault_ids": SetOf(
            String(),
            optional=True,
            max_items=10,
            doc="The ids of the vaults (`openai_vault`) whose credentials each new session can use.",
        ),
        "metadata": metadata("sessions that it begins"),
    },
    "existing_session": {
        "session_id": String(
            required=True, doc="The id of the session (`openai_agent_session`) that is told."
        ),
        "instructions": String(required=True, doc="What the session is told each time."),
    },
}


NOT_RETURNED = tuple(f"target.environment.{name}" for name in _NOT_RETURNED)
"""What data sources have not: the API never tells it again."""


def with_pause(answer: Mapping[str, Any]) -> Json:
    """Return an automation with whether it is paused, which is told as its status."""
    return {**answer, "paused": answer.get("status") == "paused"}
