"""Sessions of agents and what happens in them: what OpenAI's package knows and the published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``. Of the items in a session only those are
described that a sandbox makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    ANYTHING,
    FREE,
    METADATA,
    NUMBER,
    TEXT,
    TEXT_MAP,
    TRUTH,
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
    EFFORT,
    TIER,
    agent_asked,
    agent_told,
    tools_asked,
)
from openai_sandbox.newer_agent_environments import ASKED, TOLD
from openai_sandbox.newer_agent_input import EVENTS, INPUT_PARTS, MESSAGES_ASKED

# --- what is asked for -----------------------------------------------------------------------------------------

_REVIEW = one("none", "auto_review")
_TTL = one("30m", "12h")
_CACHE = {"ttl": _TTL}
_OBFUSCATION = {"include_obfuscation": TRUTH}


def _session_asked(*, streams: bool) -> Raw:
    agent = agent_asked(secrets=True)
    options: dict[str, Raw] = {
        "agent": record(agent, agent),
        "agent_id": TEXT,
        "input": or_null(any_of(TEXT, MESSAGES_ASKED)),
        "metadata": or_null(METADATA),
        "prompt_cache_options": or_null(record(_CACHE, _CACHE)),
        "review": _REVIEW,
        "stream_options": record(_OBFUSCATION, _OBFUSCATION),
        "vault_ids": or_null(several(TEXT)),
    }
    stream: Raw = {"type": "boolean", "enum": [streams]}
    optional = {*options} if streams else {*options, "stream"}
    return record({"environment": ASKED, "stream": stream, **options}, optional)


_EFFORT_ALONE = {"effort": or_null(EFFORT)}
_AGENT_CHANGES = {
    "model": TEXT,
    "reasoning": record(_EFFORT_ALONE, _EFFORT_ALONE),
    "service_tier": or_null(TIER),
    "tools": or_null(tools_asked(secrets=True)),
}
_SESSION_CHANGES = {
    "agent": record(_AGENT_CHANGES, _AGENT_CHANGES),
    "metadata": or_null(METADATA),
    "prompt_cache_options": or_null(record(_CACHE, _CACHE)),
    "review": _REVIEW,
}
# --- what is told -----------------------------------------------------------------------------------------------

_USAGE = record(
    {
        "input_tokens": NUMBER,
        "input_tokens_details": record({"cached_tokens": NUMBER}),
        "output_tokens": NUMBER,
        "output_tokens_details": record({"reasoning_tokens": NUMBER}),
        "total_tokens": NUMBER,
    }
)
_ACTIONS = any_of(
    variant(
        "mcp_approval_request",
        {
            "request": variant(
                "mcp_tool_call",
                {"arguments": ANYTHING, "message": TEXT, "server_label": TEXT},
                {"name": or_null(TEXT)},
            ),
            "request_id": TEXT,
            "turn_id": TEXT,
        },
    ),
    variant(
        "computer_use_approval_request",
        {
            "request": any_of(
                variant(
                    "browser_authentication",
                    {
                        "fields": several(
                            record({"id": TEXT, "label": TEXT, "required": TRUTH, "type": TEXT})
                        ),
                        "options": several(
                            record({"id": TEXT, "field_ids": several(TEXT), "label": TEXT})
                        ),
                    },
                    {"credential_origin": or_null(TEXT), "reason": or_null(TEXT)},
                ),
                variant("browser_origin_access", {"origin": TEXT}, {"reason": or_null(TEXT)}),
            ),
            "request_id": TEXT,
            "turn_id": TEXT,
        },
    ),
    variant(
        "function_call", {"arguments": ANYTHING, "call_id": TEXT, "name": TEXT, "turn_id": TEXT}
    ),
    variant("environment_connection", {"environment_id": TEXT}),
)
_AGENT_OPTIONS = {**AGENT_TOLD_OPTIONS, "name": or_null(TEXT)}
_SESSION_OPTIONS = {
    "error": or_null(TEXT),
    "prompt_cache_options": or_null(record(_CACHE)),
    "review": or_null(_REVIEW),
    "usage": or_null(_USAGE),
}
_TURN_ERRORS = one(
    *("context_length_exceeded", "max_output_tokens", "usage_limit_exceeded"),
    *("project_spend_limit_exceeded", "organization_spend_limit_exceeded"),
    *("organization_usage_limit_exceeded", "billing_not_active", "credit_balance_exhausted"),
    *("rate_limit_exceeded", "flex_unavailable", "server_overloaded", "cyber_policy"),
    *("misalignment_policy_violation", "connection_failed", "server_error"),
    *("authentication_error", "invalid_request", "resource_not_found", "sandbox_error"),
    *("executor_version_incompatible", "active_turn_not_steerable", "request_timeout"),
    "internal_error",
)
_TURN_OPTIONS = {
    "completed_at": or_null(NUMBER),
    "error": or_null(record({"code": _TURN_ERRORS, "message": TEXT})),
    "started_at": or_null(NUMBER),
    "subagent_id": or_null(TEXT),
    "usage": or_null(_USAGE),
    "prompt_cache_options": or_null(record(_CACHE)),
}
_PROGRESS = one("in_progress", "completed", "incomplete")

COMPONENTS: Mapping[str, Raw] = {
    "AgentSession": record(
        {
            "id": TEXT,
            "object": one("agent.session"),
            "agent": record(
                {"id": TEXT, **agent_told(saved=False), **_AGENT_OPTIONS}, _AGENT_OPTIONS
            ),
            "created_at": NUMBER,
            "environment": TOLD,
            "last_active_at": NUMBER,
            "metadata": TEXT_MAP,
            "required_actions": several(_ACTIONS),
            "status": one("idle", "in_progress", "requires_action", "failed"),
            "vault_ids": several(TEXT),
            **_SESSION_OPTIONS,
        },
        _SESSION_OPTIONS,
    ),
    "AgentTurn": record(
        {
            "id": TEXT,
            "object": one("agent.session.turn"),
            "agent_id": TEXT,
            "created_at": NUMBER,
            "session_id": TEXT,
            "status": one("queued", "in_progress", "waiting", "completed", "failed", "cancelled"),
            **_TURN_OPTIONS,
        },
        _TURN_OPTIONS,
    ),
    "AgentItem": variant(
        "message",
        {
            "content": several(any_of(*INPUT_PARTS, variant("output_text", {"text": TEXT}))),
            "role": one("user", "assistant"),
            "status": _PROGRESS,
            "turn_id": TEXT,
        },
        {"id": or_null(TEXT), "phase": or_null(one("commentary", "final_answer"))},
    ),
    "AgentArtifact": record(
        {
            "id": TEXT,
            "object": one("agent.session.artifact"),
            "created_at": NUMBER,
            "environment_id": TEXT,
            "path": TEXT,
            "session_id": TEXT,
            "size_bytes": NUMBER,
            "turn_id": TEXT,
        }
    ),
    "AgentTrace": record(
        {
            "id": TEXT,
            "object": one("agent.session.trace"),
            "created_at": NUMBER,
            "otlp": FREE,
            "session_id": TEXT,
        }
    ),
}
"""Components that the document lacks, by name."""

_SESSIONS = "/agents/sessions"
_SESSION = f"{_SESSIONS}/{{session_id}}"
_ARTIFACT = f"{_SESSION}/artifacts/{{artifact_id}}"
_BYTES: Raw = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}

PATHS: Mapping[str, Mapping[str, Any]] = with_header(
    {
        _SESSIONS: {
            "post": taking(
                any_of(_session_asked(streams=False), _session_asked(streams=True)),
                refer("AgentSession"),
            ),
            "get": listing("AgentSession", agent_id=TEXT, metadata=METADATA),
        },
        _SESSION: {
            "get": answering(refer("AgentSession")),
            "post": taking(record(_SESSION_CHANGES, _SESSION_CHANGES), refer("AgentSession")),
            "delete": deleting("agent.session"),
        },
        f"{_SESSION}/events": {
            "post": {
                **taking(record({"events": EVENTS}), {}),
                "responses": {"202": {"description": "Accepted."}},
            }
        },
        f"{_SESSION}/items": {"get": listing("AgentItem")},
        f"{_SESSION}/turns": {"get": listing("AgentTurn")},
        f"{_SESSION}/turns/{{turn_id}}": {"get": answering(refer("AgentTurn"))},
        f"{_SESSION}/turns/{{turn_id}}/items": {"get": listing("AgentItem")},
        f"{_SESSION}/artifacts": {
            "get": listing("AgentArtifact", environment_id=or_null(TEXT)),
        },
        _ARTIFACT: {
            "get": answering(refer("AgentArtifact")),
            "delete": deleting("agent.session.artifact"),
        },
        f"{_ARTIFACT}/content": {"get": {"responses": {"200": {"content": _BYTES}}}},
        f"{_SESSION}/traces": {"get": listing("AgentTrace")},
    },
    *BETA,
)
"""Operations by path and method, as in a document."""
