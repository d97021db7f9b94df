"""Servers of the Model Context Protocol, as tools of a model."""

from __future__ import annotations

from provider_shim.patterns.attributes import string_or
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    ListOf,
    MapOf,
    Object,
    String,
)

CALLERS = ListOf(
    String(enum=("direct", "programmatic")),
    optional=True,
    doc="The allowed callers of the tool: `direct` (the model), `programmatic` (code that the model writes) or both.",
)

_FILTER = Object(
    {
        "read_only": Bool(
            optional=True, doc="Whether the filter selects only tools that are read-only."
        ),
        "tool_names": ListOf(String(), optional=True, doc="The names of the tools."),
    },
    optional=True,
    doc="A filter for tools.",
)

MCP: dict[str, Attribute] = {
    "server_label": String(required=True, doc="The name by which calls refer to the MCP server."),
    "server_url": String(
        optional=True,
        doc="The URL of the MCP server. One of `server_url`, `connector_id` or `tunnel_id` must be set.",
    ),
    "server_description": String(optional=True, doc="A description of the MCP server."),
    "connector_id": String(
        optional=True,
        doc="The id of an OpenAI connector, in place of `server_url`, such as `connector_gmail`.",
    ),
    "tunnel_id": String(
        optional=True,
        pattern=r"tunnel_[a-z0-9]{32}",
        doc="The id of a secure MCP tunnel, in place of `server_url`: `tunnel_` and 32 lowercase letters and digits.",
    ),
    "authorization": String(
        optional=True, sensitive=True, doc="The access token for the MCP server."
    ),
    "headers": MapOf(
        String(), optional=True, sensitive=True, doc="HTTP headers for the MCP server."
    ),
    "allowed_tools": Dynamic(
        AnyOf((ListOf(String()), _FILTER)),
        optional=True,
        doc="The names of the tools of the MCP server that may be used, or a filter.",
    ),
    "allowed_callers": CALLERS,
    "defer_loading": Bool(
        optional=True, doc="Whether the model finds the tool only by tool search."
    ),
    "require_approval": Dynamic(
        string_or(
            Object(
                {
                    "always": _FILTER.but(doc="Tools that always need approval."),
                    "never": _FILTER.but(doc="Tools that never need approval."),
                }
            )
        ),
        optional=True,
        doc="The calls that need approval: `always`, `never`, or an object with filters for both.",
    ),
}
"""The arguments of a tool of the kind `mcp`."""
