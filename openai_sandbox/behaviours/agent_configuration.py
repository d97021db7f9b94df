"""The configuration of an agent as the API returns it, with every default. null restores the default of a field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from openai_sandbox.errors import invalid

_MAX_BYTES = 3 * 1024 * 1024
_SUBAGENTS = 6

_TOOL_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "function": {"defer_loading": False, "async": None},
    "programmatic_tool_calling": {"enabled": True},
    "mcp": {
        "allowed_tools": None,
        "connection_origin": "service",
        "credential_id": None,
        "request_metadata": {},
        "required": False,
    },
    "web_search": {
        "allowed_domains": None,
        "context_size": "medium",
        "location": None,
        "mode": "live",
    },
    "computer_use": {"include_screenshots": False},
}
_TRANSPORT_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "http": {"headers": {}},
    "stdio": {"args": [], "env_vars": []},
}
_SECRETS = ("authorization", "env")


def changed(known: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of an agent after an update. Omitted fields keep their value, experiments are merged."""
    merged = {**known, **changes}
    experiments = {**(known.get("experimental") or {}), **(changes.get("experimental") or {})}
    return {**merged, "experimental": experiments}


def resolved(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the configuration with every default.

    Raises:
        ApiError: 400 if the tools are too large.
    """
    multi = arguments.get("multi_agent") or {"enabled": False}
    most = multi.get("max_concurrent_subagents", _SUBAGENTS) if multi["enabled"] else None
    return {
        "instructions": arguments.get("instructions"),
        "model": arguments["model"],
        "multi_agent": {"enabled": multi["enabled"], "max_concurrent_subagents": most},
        "reasoning": _over({"effort": "medium", "summary": None}, arguments.get("reasoning")),
        "service_tier": arguments.get("service_tier") or "auto",
        "text": _over({"format": {"type": "text"}, "verbosity": "medium"}, arguments.get("text")),
        "tools": _tools(arguments.get("tools") or []),
        "compaction": _over({"async": False}, arguments.get("compaction")),
        "experimental": _over({"time_awareness": False}, arguments.get("experimental")),
    }


def _tools(requested: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    size = len(json.dumps(requested, separators=(",", ":"), ensure_ascii=False).encode())
    if size > _MAX_BYTES:
        raise invalid(f"The tool list has {size} bytes; at most {_MAX_BYTES} are allowed.", "tools")
    return [_tool(one) for one in requested]


def _tool(arguments: Mapping[str, Any]) -> dict[str, Any]:
    tool = _over(_TOOL_DEFAULTS.get(arguments["type"], {}), arguments)
    if "transport" in tool:
        transport = _over(_TRANSPORT_DEFAULTS[tool["transport"]["type"]], tool["transport"])
        tool["transport"] = {
            name: value for name, value in transport.items() if name not in _SECRETS
        }
    return tool


def _over(defaults: Mapping[str, Any], given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the given values, with a default for each that is missing or null."""
    return {
        **defaults,
        **{name: value for name, value in (given or {}).items() if value is not None},
    }
