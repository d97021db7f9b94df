"""The tools of an agent, such as functions, MCP servers and web search."""

from __future__ import annotations

import json
from typing import Any

from provider_shim.patterns.attributes import json_object
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.vocabulary.rest import to_json
from provider_shim.vocabulary.schema import Bool, Dynamic, ListOf, MapOf, Object, SetOf, String

LARGEST_TOOLS = 3 * 1024 * 1024
"""The maximum size of all tools of an agent together, in bytes of compact JSON."""

_TRANSPORTS: Kinds = {
    "http": {
        "server_url": String(required=True, doc="The URL of the server."),
        "headers": MapOf(
            String(),
            optional=True,
            doc="Headers of the requests to the server. Do not put secrets here; put them into an `openai_vault_credential`.",
            answer_doc="Headers of the requests to the server.",
        ),
    },
    "stdio": {
        "command": String(
            required=True,
            doc="The command that starts the server in the environment of the session.",
        ),
        "cwd": String(required=True, doc="The directory in which the server starts."),
        "args": ListOf(String(), optional=True, doc="The arguments of the command."),
        "env_vars": SetOf(
            String(),
            optional=True,
            doc="The names of the environment variables that the server can read.",
        ),
    },
}

_LOCATION = Object(
    {
        "city": String(optional=True, doc="The city."),
        "country": String(
            optional=True, doc="The two-letter ISO code of the country, such as `US`."
        ),
        "region": String(optional=True, doc="The region or state."),
        "timezone": String(
            optional=True, doc="The IANA name of the time zone, such as `America/Los_Angeles`."
        ),
    },
    optional=True,
    doc="The approximate location for which the search returns results.",
)

_TOOLS: Kinds = {
    "function": {
        "name": String(required=True, doc="The name of the function."),
        "description": String(
            required=True,
            doc="A description of what the function does. The model uses it to decide when to call the function.",
        ),
        "parameters": json_object(
            "The arguments of the function, as a JSON Schema object.", required=True
        ),
        "asynchronous": Bool(
            optional=True,
            wire="async",
            server_default=False,
            doc="Whether the agent continues without waiting for the result of the function. Defaults to `false`. The API calls "
            "this argument `async`, which is a reserved word in Python.",
        ),
        "defer_loading": Bool(
            optional=True,
            server_default=False,
            doc="Whether the model finds the function only by the tool `tool_search`. Defaults to `false`.",
        ),
    },
    "mcp": {
        "server_label": String(
            required=True, doc="The label of the MCP server, which identifies it in tool calls."
        ),
        "transport": of_kinds(
            _TRANSPORTS,
            "The kind of transport",
            required=True,
            doc="The transport to the MCP server.",
        ),
        "allowed_tools": SetOf(
            String(),
            optional=True,
            doc="The tools of the MCP server that the agent can call. Defaults to all tools.",
        ),
        "connection_origin": String(
            optional=True,
            enum=("service", "environment"),
            server_default="service",
            doc="The origin of connections to the MCP server: `service` (OpenAI's network) or `environment` (the environment of "
            "the session). Defaults to `service`.",
        ),
        "credential_id": String(
            optional=True,
            doc="The id of the `openai_vault_credential` for the MCP server. If you do not set this, the session's vaults must "
            "contain exactly one credential for the server's URL.",
        ),
        "request_metadata": json_object(
            "Metadata of the requests to the MCP server, as an object.", optional=True
        ),
        "required": Bool(
            optional=True,
            server_default=False,
            doc="Whether the first turn waits until the MCP server is initialized. Defaults to `false`.",
        ),
    },
    "web_search": {
        "allowed_domains": SetOf(
            String(), optional=True, doc="The domains to search. Defaults to all domains."
        ),
        "context_size": String(
            optional=True,
            enum=("low", "medium", "high"),
            server_default="medium",
            doc="The amount of search results that the model receives: `low`, `medium` or `high`. Defaults to `medium`.",
        ),
        "location": _LOCATION,
        "mode": String(
            optional=True,
            enum=("disabled", "cached", "live"),
            server_default="live",
            doc="The source of the search results: `live` (the current web), `cached` or `disabled` (no search). Defaults to `live`.",
        ),
    },
    "computer_use": {
        "include_screenshots": Bool(
            optional=True,
            server_default=False,
            doc="Whether the outputs of the tool include screenshots. Defaults to `false`.",
        ),
    },
    "programmatic_tool_calling": {
        "enabled": Bool(
            optional=True,
            server_default=True,
            doc="Whether code that the model writes can call tools. Defaults to `true`.",
        ),
    },
    "tool_search": {},
    "automations": {},
}

_ELSEWHERE = (
    (
        "file_search",
        "Agents have no tool `file_search`. Put the `files` into the environment, or search with a `function` or an `mcp` tool.",
    ),
    (
        "code_interpreter",
        "Agents have no tool `code_interpreter`. They run code in the environment of the session.",
    ),
    (
        "shell",
        "Agents have no tool `shell`. They run commands in the environment of the session.",
    ),
    ("computer_use_preview", "Use `computer_use`."),
    ("web_search_preview", "Use `web_search`."),
)
"""Tools of other APIs, each with the replacement for agents."""

_TOOL_LIST = ListOf(of_kinds(_TOOLS, "The kind of tool", elsewhere=_ELSEWHERE))


def _too_large(tools: Any) -> str | None:
    sent = json.dumps(to_json(_TOOL_LIST, tools), separators=(",", ":"), ensure_ascii=False)
    size = len(sent.encode())
    if size > LARGEST_TOOLS:
        return (
            f"All tools together have {size} bytes as JSON. The maximum is {LARGEST_TOOLS} bytes."
        )
    return None


def tools(doc: str = "The tools that the agent can use. Defaults to none.") -> Dynamic:
    """Return the ``tools`` attribute."""
    return Dynamic(
        _TOOL_LIST,
        optional=True,
        cleared=[],
        check=_too_large,
        doc=f"{doc} The maximum size of all tools together is 3 MiB of JSON.",
    )
