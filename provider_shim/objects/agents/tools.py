"""The tools of an agent, wherever it is: functions, servers of the Model Context Protocol, the web. It must not know any declaration."""

from __future__ import annotations

import json
from typing import Any

from provider_shim.patterns.attributes import json_object
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.vocabulary.rest import to_json
from provider_shim.vocabulary.schema import Bool, Dynamic, ListOf, MapOf, Object, SetOf, String

LARGEST_TOOLS = 3 * 1024 * 1024
"""Bytes of all tools of an agent together, as compact JSON."""

_TRANSPORTS: Kinds = {
    "http": {
        "server_url": String(required=True, doc="The URL of the server."),
        "headers": MapOf(
            String(),
            optional=True,
            doc="Headers to send along. They are no place for secrets: put those into an `openai_vault_credential`.",
            answer_doc="Headers that are sent along.",
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
        "parameters": json_object(
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
        "request_metadata": json_object(
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

_ELSEWHERE = (
    (
        "file_search",
        "Agents have no `file_search`: put the `files` into the environment, or offer the vector store by a `function` or `mcp`.",
    ),
    (
        "code_interpreter",
        "Agents have no `code_interpreter`: they run code in the environment of the session.",
    ),
    (
        "shell",
        "Agents have no `shell`: they run commands in the environment of the session.",
    ),
    ("computer_use_preview", "Agents call it `computer_use`."),
    ("web_search_preview", "Agents call it `web_search`."),
)
"""Tools that other APIs have, with what agents have instead."""

_TOOL_LIST = ListOf(of_kinds(_TOOLS, "The kind of tool", elsewhere=_ELSEWHERE))


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
