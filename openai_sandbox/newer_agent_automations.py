"""Automations of agents and what they have started: what OpenAI's package knows and the published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    METADATA,
    NUMBER,
    TEXT,
    TEXT_MAP,
    Raw,
    answering,
    any_of,
    deleting,
    listing,
    one,
    or_null,
    record,
    refer,
    several,
    taking,
    variant,
    with_header,
)
from openai_sandbox.newer_agent_configuration import (
    AGENT_TOLD_OPTIONS,
    BETA,
    agent_asked,
    agent_told,
)
from openai_sandbox.newer_agent_environments import ASKED, TOLD_AS_ASKED
from openai_sandbox.newer_agent_input import INPUT_PARTS, MESSAGES_ASKED

_AGENT = agent_asked(secrets=True)
_TARGET_ASKED = any_of(
    variant(
        "new_session",
        {"environment": ASKED, "input": MESSAGES_ASKED},
        {
            "agent": record(_AGENT, _AGENT),
            "agent_id": TEXT,
            "metadata": or_null(METADATA),
            "vault_ids": or_null(several(TEXT)),
        },
    ),
    variant("existing_session", {"instructions": TEXT, "session_id": TEXT}),
)
_TARGET_TOLD = any_of(
    variant(
        "new_session",
        {
            "environment": TOLD_AS_ASKED,
            "input": several(
                variant(
                    "message",
                    {"content": several(any_of(*INPUT_PARTS)), "role": one("user")},
                )
            ),
            "metadata": TEXT_MAP,
            "vault_ids": several(TEXT),
        },
        {
            "agent": or_null(record(agent_told(saved=False), AGENT_TOLD_OPTIONS)),
            "agent_id": or_null(TEXT),
        },
    ),
    variant("existing_session", {"instructions": TEXT, "session_id": TEXT}),
)

_ASKED = {"name": TEXT, "target": _TARGET_ASKED}
_CREATED = any_of(
    variant("periodic", {**_ASKED, "expression": TEXT, "timezone": TEXT}, {"metadata": METADATA}),
    variant("once", {**_ASKED, "run_at": NUMBER}, {"metadata": METADATA}),
)
_CHANGES = {
    "expression": TEXT,
    "metadata": METADATA,
    "name": TEXT,
    "run_at": NUMBER,
    "target": _TARGET_ASKED,
    "timezone": TEXT,
}
_TOLD: dict[str, Raw] = {
    "id": TEXT,
    "object": one("agent.automation"),
    "created_at": NUMBER,
    "created_by": any_of(
        variant("developer"), variant("agent", {"session_id": TEXT, "tool_call_id": TEXT})
    ),
    "metadata": TEXT_MAP,
    "name": TEXT,
    "target": _TARGET_TOLD,
}
_PAUSED_BY = {"pause_reason": or_null(one("target_session_failed"))}
_AUTOMATION = any_of(
    variant(
        "periodic",
        {**_TOLD, "expression": TEXT, "timezone": TEXT, "status": one("active", "paused")},
        _PAUSED_BY,
    ),
    variant(
        "once",
        {**_TOLD, "run_at": NUMBER, "status": one("active", "paused", "completed")},
        _PAUSED_BY,
    ),
)
_INVOCATION_OPTIONS = {
    "error": or_null(record({"code": TEXT, "message": TEXT})),
    "scheduled_at": or_null(NUMBER),
    "session_id": or_null(TEXT),
    "skip_reason": or_null(one("pending_delivery")),
}

COMPONENTS: Mapping[str, Raw] = {
    "AgentAutomation": _AUTOMATION,
    "AgentInvocation": record(
        {
            "id": TEXT,
            "object": one("agent.automation.invocation"),
            "automation_id": TEXT,
            "created_at": NUMBER,
            "source": any_of(variant("manual"), variant("automation", {"automation": _AUTOMATION})),
            "status": one("queued", "completed", "failed", "skipped"),
            **_INVOCATION_OPTIONS,
        },
        _INVOCATION_OPTIONS,
    ),
}
"""Components that the document lacks, by name."""

_AUTOMATIONS = "/agents/automations"
_ITEM = f"{_AUTOMATIONS}/{{automation_id}}"
_ONE, _INVOCATION = refer("AgentAutomation"), refer("AgentInvocation")

PATHS: Mapping[str, Mapping[str, Any]] = with_header(
    {
        _AUTOMATIONS: {
            "post": taking(_CREATED, _ONE),
            "get": listing("AgentAutomation", session_id=TEXT),
        },
        _ITEM: {
            "get": answering(_ONE),
            "post": taking(record(_CHANGES, _CHANGES), _ONE),
            "delete": deleting("agent.automation"),
        },
        f"{_ITEM}/pause": {"post": answering(_ONE)},
        f"{_ITEM}/resume": {"post": answering(_ONE)},
        f"{_ITEM}/invocations": {
            "post": answering(_INVOCATION),
            "get": listing("AgentInvocation"),
        },
        f"{_ITEM}/invocations/{{invocation_id}}": {"get": answering(_INVOCATION)},
    },
    *BETA,
)
"""Operations by path and method, as in a document."""
