"""How an agent is configured, wherever it is: saved, of a session, or of an automation's sessions.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping

from openai_sandbox.describing import (
    FREE,
    NUMBER,
    TEXT,
    TEXT_MAP,
    TRUTH,
    Raw,
    any_of,
    one,
    or_null,
    record,
    several,
    variant,
)

BETA = ("OpenAI-Beta", "agents=v1")
"""The header that all of it wants."""

EFFORT = one("none", "minimal", "low", "medium", "high", "xhigh", "max")
TIER = one("auto", "default", "flex", "priority", "fast", "ultrafast")
_TEXTS = several(TEXT)
_SUMMARY = one("concise", "detailed", "auto")
_VERBOSITY = one("low", "medium", "high")
_FORMAT = any_of(variant("text"), variant("json_schema", {"schema": FREE}))
_SIZE = one("low", "medium", "high")
_ORIGIN = one("service", "environment")
_MODE = one("disabled", "cached", "live")
_LOCATION: dict[str, Raw] = {
    name: or_null(TEXT) for name in ("city", "country", "region", "timezone")
}

# --- as it is asked for -----------------------------------------------------------------------------------------


def _transport(*, secrets: bool) -> Raw:
    """Return how an MCP server is reached; what is saved holds no secrets."""
    http = {"headers": or_null(TEXT_MAP)}
    stdio = {"args": or_null(_TEXTS), "env_vars": or_null(_TEXTS)}
    if secrets:
        http["authorization"] = or_null(TEXT)
        stdio["env"] = or_null(TEXT_MAP)
    return any_of(
        variant("http", {"server_url": TEXT}, http),
        variant("stdio", {"command": TEXT, "cwd": TEXT}, stdio),
    )


def tools_asked(*, secrets: bool) -> Raw:
    """Return tools; those that are saved hold no secrets."""
    function = {"name": TEXT, "description": TEXT, "parameters": FREE}
    mcp = {"server_label": TEXT, "transport": _transport(secrets=secrets)}
    mcp_options = {
        "allowed_tools": or_null(_TEXTS),
        "connection_origin": or_null(_ORIGIN),
        "credential_id": or_null(TEXT),
        "request_metadata": or_null(FREE),
        "required": TRUTH,
    }
    search = {
        "allowed_domains": or_null(_TEXTS),
        "context_size": or_null(_SIZE),
        "location": or_null(record(_LOCATION, _LOCATION)),
        "mode": or_null(_MODE),
    }
    return several(
        any_of(
            variant("function", function, {"async": TRUTH, "defer_loading": TRUTH}),
            variant("tool_search"),
            variant("programmatic_tool_calling", {}, {"enabled": TRUTH}),
            variant("mcp", mcp, mcp_options),
            variant("web_search", {}, search),
            variant("computer_use", {}, {"include_screenshots": TRUTH}),
            variant("automations"),
        )
    )


_COMPACTION = {"async": or_null(TRUTH)}
_EXPERIMENTAL = {"time_awareness": TRUTH}
_REASONING = {"effort": or_null(EFFORT), "summary": or_null(_SUMMARY)}
_TEXT_OPTIONS = {"format": or_null(_FORMAT), "verbosity": or_null(_VERBOSITY)}


def agent_asked(*, secrets: bool) -> Mapping[str, Raw]:
    """Return what an agent may be told to be, but for its name and metadata."""
    multi = {"enabled": TRUTH, "max_concurrent_subagents": NUMBER}
    return {
        "compaction": or_null(record(_COMPACTION, _COMPACTION)),
        "experimental": record(_EXPERIMENTAL, _EXPERIMENTAL),
        "instructions": or_null(TEXT),
        "model": TEXT,
        "multi_agent": or_null(record(multi, ["max_concurrent_subagents"])),
        "reasoning": or_null(record(_REASONING, _REASONING)),
        "service_tier": or_null(TIER),
        "text": or_null(record(_TEXT_OPTIONS, _TEXT_OPTIONS)),
        "tools": or_null(tools_asked(secrets=secrets)),
    }


# --- as it is told ----------------------------------------------------------------------------------------------


def _tools_told(*, saved: bool) -> Raw:
    """Return tools; only a saved agent tells of its search for tools, and of headers."""
    function = {"name": TEXT, "description": TEXT, "parameters": FREE, "defer_loading": TRUTH}
    transport = any_of(
        variant("http", {"server_url": TEXT, **({"headers": TEXT_MAP} if saved else {})}),
        variant("stdio", {"args": _TEXTS, "command": TEXT, "cwd": TEXT, "env_vars": _TEXTS}),
    )
    mcp = {
        "connection_origin": _ORIGIN,
        "request_metadata": FREE,
        "required": TRUTH,
        "server_label": TEXT,
        "transport": transport,
    }
    search_options = {
        "allowed_domains": or_null(_TEXTS),
        "location": or_null(record(_LOCATION, _LOCATION)),
    }
    return several(
        any_of(
            variant("function", function, {"async": or_null(TRUTH)}),
            *([variant("tool_search")] if saved else ()),
            variant("programmatic_tool_calling", {"enabled": TRUTH}),
            variant("mcp", mcp, {"allowed_tools": or_null(_TEXTS), "credential_id": or_null(TEXT)}),
            variant("web_search", {"context_size": _SIZE, "mode": _MODE}, search_options),
            variant("computer_use", {"include_screenshots": TRUTH}),
            variant("automations"),
        )
    )


def agent_told(*, saved: bool) -> dict[str, Raw]:
    """Return what is told of any agent's configuration, defaults included."""
    multi = {"enabled": TRUTH, "max_concurrent_subagents": or_null(NUMBER)}
    return {
        "model": TEXT,
        "multi_agent": record(multi, ["max_concurrent_subagents"]),
        "reasoning": record(_REASONING, _REASONING),
        "service_tier": TIER,
        "text": record({"format": _FORMAT, "verbosity": _VERBOSITY}),
        "tools": _tools_told(saved=saved),
        **AGENT_TOLD_OPTIONS,
    }


AGENT_TOLD_OPTIONS: Mapping[str, Raw] = {
    "instructions": or_null(TEXT),
    "compaction": or_null(record({"async": TRUTH})),
    "experimental": or_null(record({"time_awareness": TRUTH})),
}
"""What an answer about an agent may lack."""
