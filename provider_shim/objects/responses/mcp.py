"""Servers of the Model Context Protocol, as tools of a model. It must not know whose tools they are."""

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
    doc="Who may call: `direct` (the model), `programmatic` (code that it writes) or both.",
)

_FILTER = Object(
    {
        "read_only": Bool(optional=True, doc="Whether only tools that change nothing are meant."),
        "tool_names": ListOf(String(), optional=True, doc="The names of the tools."),
    },
    optional=True,
    doc="Which tools are meant.",
)

MCP: dict[str, Attribute] = {
    "server_label": String(required=True, doc="The name by which calls refer to the MCP server."),
    "server_url": String(
        optional=True,
        doc="The URL of the MCP server; it, `connector_id` or `tunnel_id` must be set.",
    ),
    "server_description": String(optional=True, doc="What the MCP server is for."),
    "connector_id": String(
        optional=True, doc="A connector of OpenAI instead, such as `connector_gmail`."
    ),
    "tunnel_id": String(
        optional=True,
        pattern=r"tunnel_[a-z0-9]{32}",
        doc="The id of a secure MCP tunnel instead: `tunnel_`, and 32 small letters and digits.",
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
    "defer_loading": Bool(optional=True, doc="Whether the tool is only found by tool search."),
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
        doc="Which calls must be approved: `always`, `never`, or filters for both.",
    ),
}
"""What a tool of the kind `mcp` takes."""
