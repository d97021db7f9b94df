"""The attributes of automations of agents: their schedules and their targets."""

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
            doc="The schedule, as a cron expression of five fields, such as `0 9 * * 1-5`. Required for `periodic`.",
        ),
        "timezone": String(
            required=True,
            required_with=("expression",),
            doc="The IANA name of the schedule's time zone, such as `Europe/Berlin`. Required for `periodic`.",
        ),
    },
    "once": {
        "run_at": timestamp(
            f"When the automation runs, {FORMS}. It must be in the future. Required for `once`.",
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
            doc="The id of the saved agent (`openai_agent`) that works in the session. Either `agent_id` or `agent` must be set.",
        ),
        "agent": inline_agent(
            "An agent that only this automation has. Either `agent` or `agent_id` must be set."
        ),
        "environment": environment(
            "The environment in which the agent works in each new session.", returned=True
        ),
        "input": messages(
            {"optional": True, "computed": True, "default": "user"},
            required=True,
            doc="The first messages of each new session.",
        ),
        "vault_ids": SetOf(
            String(),
            optional=True,
            max_items=10,
            doc="The ids of the vaults (`openai_vault`) whose credentials each new session can use. At most 10.",
        ),
        "metadata": metadata("new session"),
    },
    "existing_session": {
        "session_id": String(
            required=True,
            doc="The id of the session (`openai_agent_session`) that receives the instructions.",
        ),
        "instructions": String(
            required=True, doc="The instructions that each run of the automation sends."
        ),
    },
}


NOT_RETURNED = tuple(f"target.environment.{name}" for name in _NOT_RETURNED)
"""Attributes that data sources do not have, because the API never returns them."""


def with_pause(answer: Mapping[str, Any]) -> Json:
    """Return an automation with `paused`: the API only returns the status."""
    return {**answer, "paused": answer.get("status") == "paused"}
