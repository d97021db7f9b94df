"""How an agent is configured, wherever it is: saved, in a session, or in an automation. It must not know any declaration."""

from __future__ import annotations

import json
from typing import Any

from provider_shim.attributes import REASONING_EFFORTS, free_json
from provider_shim.kinds import Kinds, of_kinds
from provider_shim.rest import to_json
from provider_shim.schema import (
    Attribute,
    Bool,
    Dynamic,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)

BETA = {"OpenAI-Beta": "agents=v1"}
"""The header that the whole Agents API wants."""

LARGEST_TOOLS = 3 * 1024 * 1024
"""Bytes of all tools of an agent together, as compact JSON."""

_TIERS = ("auto", "default", "flex", "priority", "fast", "ultrafast")

_TRANSPORTS: Kinds = {
    "http": {
        "server_url": String(required=True, doc="The URL of the server."),
        "headers": MapOf(
            String(),
            optional=True,
            doc="Headers to send along. They are no place for secrets: put those into an `openai_vault_credential`.",
        ),
    },
    "stdio": {
        "command": String(
            required=True,
            doc="The command that starts the server, in the environment of the session.",
        ),
        "cwd": String(required=True, doc="The directory in which the server is started."),
        "args": ListOf(String(), optional=True, doc="The arguments of the command."),
        "env_vars": SetOf(
            String(),
            optional=True,
            doc="The names of variables of the environment that the server may see.",
        ),
    },
}

_LOCATION = Object(
    {
        "city": String(optional=True, doc="The city."),
        "country": String(optional=True, doc="The country as two letters (ISO), such as `US`."),
        "region": String(optional=True, doc="The region or state."),
        "timezone": String(
            optional=True, doc="The time zone by its IANA name, such as `America/Los_Angeles`."
        ),
    },
    optional=True,
    doc="About where to search from.",
)

_TOOLS: Kinds = {
    "function": {
        "name": String(required=True, doc="The name of the function."),
        "description": String(
            required=True,
            doc="What the function does, from which the model decides when to call it.",
        ),
        "parameters": free_json(
            "The arguments of the function, as a JSON Schema object.", required=True
        ),
        "asynchronous": Bool(
            optional=True,
            wire="async",
            server_default=False,
            doc="Whether the agent goes on without waiting for the result of the function. Defaults to `false`. The API calls "
            "it `async`, which Python keeps for itself.",
        ),
        "defer_loading": Bool(
            optional=True,
            server_default=False,
            doc="Whether the model learns of the function only by `tool_search`. Defaults to `false`.",
        ),
    },
    "mcp": {
        "server_label": String(required=True, doc="How calls of tools name the MCP server."),
        "transport": of_kinds(
            _TRANSPORTS,
            "The way to the server",
            required=True,
            doc="How to reach the MCP server.",
        ),
        "allowed_tools": SetOf(
            String(),
            optional=True,
            doc="The tools of the MCP server that may be called. Defaults to all.",
        ),
        "connection_origin": String(
            optional=True,
            enum=("service", "environment"),
            server_default="service",
            doc="Where connections to the MCP server come from: `service` (OpenAI's network) or `environment` (that of the "
            "session). Defaults to `service`.",
        ),
        "credential_id": String(
            optional=True,
            doc="The id of the `openai_vault_credential` that the MCP server is shown. It may be left out where exactly one "
            "credential in the session's vaults is for the server's URL.",
        ),
        "request_metadata": free_json(
            "Metadata to send along with requests to the MCP server, as an object.", optional=True
        ),
        "required": Bool(
            optional=True,
            server_default=False,
            doc="Whether the MCP server must answer before the first turn. Defaults to `false`.",
        ),
    },
    "web_search": {
        "allowed_domains": SetOf(
            String(), optional=True, doc="The domains to search. Defaults to all."
        ),
        "context_size": String(
            optional=True,
            enum=("low", "medium", "high"),
            server_default="medium",
            doc="How much of what is found the model sees: `low`, `medium` or `high`. Defaults to `medium`.",
        ),
        "location": _LOCATION,
        "mode": String(
            optional=True,
            enum=("disabled", "cached", "live"),
            server_default="live",
            doc="Where to search: `live` (the web as it is), `cached` or `disabled`. Defaults to `live`.",
        ),
    },
    "computer_use": {
        "include_screenshots": Bool(
            optional=True,
            server_default=False,
            doc="Whether the output of the computer has screenshots. Defaults to `false`.",
        ),
    },
    "programmatic_tool_calling": {
        "enabled": Bool(
            optional=True,
            server_default=True,
            doc="Whether code that the model writes may call tools. Defaults to `true`.",
        ),
    },
    "tool_search": {},
    "automations": {},
}

_TOOL_LIST = ListOf(of_kinds(_TOOLS, "The kind of tool"))


def _too_large(tools: Any) -> str | None:
    sent = json.dumps(to_json(_TOOL_LIST, tools), separators=(",", ":"), ensure_ascii=False)
    size = len(sent.encode())
    if size > LARGEST_TOOLS:
        return f"All tools together have {size} bytes as JSON; at most {LARGEST_TOOLS} are allowed."
    return None


def tools(doc: str = "The tools that the agent may use. Defaults to none.") -> Dynamic:
    """Return the ``tools`` attribute."""
    return Dynamic(
        _TOOL_LIST,
        optional=True,
        cleared=[],
        check=_too_large,
        doc=f"{doc} Together they have at most 3 MiB as JSON.",
    )


def service_tier() -> String:
    """Return the ``service_tier`` attribute."""
    return String(
        optional=True,
        enum=_TIERS,
        server_default="auto",
        doc="The service tier of requests to the model: `auto`, `default`, `flex`, `priority`, `fast` or `ultrafast`. "
        "Defaults to `auto`.",
    )


def reasoning_effort(**flags: Any) -> String:
    """Return the ``effort`` of the ``reasoning`` attribute."""
    return String(
        enum=REASONING_EFFORTS,
        doc="How much the model thinks: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`. Left out, the model's "
        "own default.",
        **flags,
    )


_FORMATS: Kinds = {
    "text": {},
    "json_schema": {
        "schema": free_json(
            "The JSON Schema that what the agent writes must match.", required=True
        ),
    },
}


def configuration() -> dict[str, Attribute]:
    """Return what describes an agent, but for its model, its name and its metadata."""
    return {
        "instructions": String(
            optional=True,
            doc="Instructions that are appended to those that every agent has. Defaults to none.",
        ),
        "tools": tools(),
        "reasoning": Object(
            {
                "effort": reasoning_effort(optional=True, computed=True),
                "summary": String(
                    optional=True,
                    computed=True,
                    enum=("concise", "detailed", "auto"),
                    doc="Whether answers have a summary of what the model thought: `concise`, `detailed` or `auto` (the most "
                    "detailed that the model has). Left out, they have none.",
                ),
            },
            optional=True,
            computed=True,
            doc="How the model thinks. What was set once stays until something else is set.",
        ),
        "text": Object(
            {
                "format": of_kinds(
                    _FORMATS,
                    "The kind of format",
                    optional=True,
                    server_default={"type": "text", "schema": None},
                    doc="The format of what the agent writes. Defaults to plain text.",
                ),
                "verbosity": String(
                    optional=True,
                    enum=("low", "medium", "high"),
                    server_default="medium",
                    doc="How much the agent writes: `low`, `medium` or `high`. Defaults to `medium`.",
                ),
            },
            optional=True,
            doc="What the agent writes.",
        ),
        "service_tier": service_tier(),
        "multi_agent": Object(
            {
                "enabled": Bool(
                    required=True,
                    server_default=False,
                    doc="Whether the agent may create subagents.",
                ),
                "max_concurrent_subagents": Integer(
                    optional=True,
                    minimum=1,
                    server_default=6,
                    doc="The most subagents that run at the same time. Defaults to 6.",
                ),
            },
            optional=True,
            doc="Subagents, to which the agent gives parts of its work. Left out, there are none.",
        ),
        "compaction": Object(
            {
                "asynchronous": Bool(
                    optional=True,
                    wire="async",
                    server_default=False,
                    doc="Whether a long context is made shorter in the background, which may cost more tokens. Defaults to "
                    "`false`: the agent waits. The API calls it `async`, which Python keeps for itself.",
                )
            },
            optional=True,
            doc="How a context that becomes too long is made shorter.",
        ),
        "experimental": Object(
            {
                "time_awareness": Bool(
                    optional=True,
                    computed=True,
                    default=False,
                    server_default=False,
                    doc="Whether the model is told the time again and again. Defaults to `false`.",
                )
            },
            optional=True,
            cleared={"time_awareness": False},
            doc="What may change without notice. Defaults to nothing.",
        ),
    }


def inline_agent(doc: str) -> Object:
    """Return an agent that is described where it is used; its tools are told without what may be secret, and so not read."""
    return Object(
        {
            "model": String(required=True, doc="The id of the model, such as `gpt-5.1`."),
            **configuration(),
            "tools": tools().but(unread=True),
        },
        optional=True,
        doc=doc,
    )
