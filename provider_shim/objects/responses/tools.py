"""The tools of responses, of every kind, and the choice of a tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provider_shim.objects.responses.mcp import CALLERS, MCP
from provider_shim.objects.responses.provided_tools import (
    CODE_CONTAINER,
    ENVIRONMENT,
    FILE_SEARCH,
    IMAGE_GENERATION,
    WEB_SEARCH,
    WEB_SEARCH_PREVIEW,
)
from provider_shim.patterns.attributes import free_json, json_object, string_or
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.vocabulary.schema import Attribute, Bool, Dynamic, Integer, ListOf, String

_NAME = String(
    required=True,
    doc="The name of the function, the custom tool or the namespace. The model uses it in calls.",
)
_DESCRIPTION = String(
    optional=True,
    doc="A description of the tool. The model reads it to decide when to use the tool.",
)
_DEFERRED = MCP["defer_loading"]
_ASYNC = Bool(
    optional=True,
    wire="async",
    doc="Whether the model continues without waiting for the output of the tool.",
)
_PARAMETERS = json_object(
    "The parameters, as a JSON Schema object. For `tool_search`, the parameters of a search that the client executes.",
    optional=True,
)

_FUNCTION: Mapping[str, Attribute] = {
    "name": _NAME,
    "description": _DESCRIPTION,
    "parameters": _PARAMETERS,
    "strict": Bool(
        optional=True,
        doc="Whether the model must follow the schema of `parameters` exactly. If you do not set this, it must if the schema "
        "supports it.",
    ),
    "output_schema": json_object(
        "The output of the function, as a JSON Schema object, if the output is JSON.", optional=True
    ),
    "allowed_callers": CALLERS,
    "defer_loading": _DEFERRED,
    "asynchronous": _ASYNC,
}

_CUSTOM: Mapping[str, Attribute] = {
    "name": _NAME,
    "description": _DESCRIPTION,
    "format": of_kinds(
        {
            "text": {},
            "grammar": {
                "definition": String(required=True, doc="The grammar."),
                "syntax": String(
                    required=True,
                    enum=("lark", "regex"),
                    doc="The language of the grammar: `lark` or `regex`.",
                ),
            },
        },
        "The kind of input",
        optional=True,
        doc="The format of the input. Defaults to free text.",
    ),
    "allowed_callers": CALLERS,
    "defer_loading": _DEFERRED,
    "asynchronous": _ASYNC,
}

_NAMESPACED = of_kinds({"function": _FUNCTION, "custom": _CUSTOM}, "The kind of tool")

TOOLS: Kinds = {
    "function": _FUNCTION,
    "custom": _CUSTOM,
    "namespace": {
        "name": _NAME,
        "description": _DESCRIPTION.but(required=True, optional=False),
        "tools": ListOf(
            _NAMESPACED,
            required=True,
            min_items=1,
            doc="The functions and custom tools in the namespace.",
        ),
    },
    "mcp": MCP,
    "file_search": FILE_SEARCH,
    "web_search": WEB_SEARCH,
    "web_search_2025_08_26": WEB_SEARCH,
    "web_search_preview": WEB_SEARCH_PREVIEW,
    "web_search_preview_2025_03_11": WEB_SEARCH_PREVIEW,
    "code_interpreter": {
        "container": CODE_CONTAINER,
        "allowed_callers": CALLERS,
    },
    "image_generation": IMAGE_GENERATION,
    "computer": {},
    "computer_use_preview": {
        "display_height": Integer(
            required=True, minimum=1, doc="The height of the display in pixels."
        ),
        "display_width": Integer(
            required=True, minimum=1, doc="The width of the display in pixels."
        ),
        "environment": ENVIRONMENT.but(required=True, optional=False),
    },
    "shell": {"environment": ENVIRONMENT, "allowed_callers": CALLERS},
    "local_shell": {},
    "apply_patch": {"allowed_callers": CALLERS},
    "programmatic_tool_calling": {},
    "tool_search": {
        "description": _DESCRIPTION,
        "execution": String(
            optional=True,
            enum=("server", "client"),
            doc="Where the search is executed: `server` or `client`.",
        ),
        "parameters": _PARAMETERS,
    },
}

_HOSTED = (
    *("file_search", "web_search_preview", "web_search_preview_2025_03_11", "code_interpreter"),
    *("image_generation", "computer", "computer_use", "computer_use_preview"),
    *("programmatic_tool_calling", "apply_patch", "shell"),
)
_CALLED = String(required=True, doc="The name of the tool that must be called.")

CHOICES: Kinds = {
    "function": {"name": _CALLED},
    "custom": {"name": _CALLED},
    "mcp": {
        "server_label": String(required=True, doc="The label of the MCP server."),
        "name": _CALLED.but(required=False, optional=True),
    },
    "allowed_tools": {
        "mode": String(
            required=True,
            enum=("auto", "required"),
            doc="Whether the model may (`auto`) or must (`required`) call one of the tools.",
        ),
        "tools": ListOf(
            free_json("A tool."),
            required=True,
            doc='The tools, each with its kind and its name, such as `{ type = "function", name = "look" }`.',
        ),
    },
    **{kind: {} for kind in _HOSTED},
}


def tools() -> Dynamic:
    """Return the ``tools`` attribute."""
    return Dynamic(
        ListOf(of_kinds(TOOLS, "The kind of tool")),
        optional=True,
        doc="The tools that the model may use: your functions and custom tools, MCP servers, and tools that OpenAI hosts.",
    )


def tool_choice() -> Dynamic:
    """Return the ``tool_choice`` attribute."""
    return Dynamic(
        string_or(of_kinds(CHOICES, "The kind of choice, or the hosted tool that must be called")),
        optional=True,
        doc='The tool that the model calls: `"none"`, `"auto"`, `"required"`, or an object that names tools. Defaults to `"auto"`.',
    )


def complete(given: Any) -> list[Any]:
    """Return tools in the form that the API requires: functions without `parameters` or `strict` have null."""
    left_out = {"parameters": None, "strict": None}
    return [{**left_out, **one} if one.get("type") == "function" else one for one in given]


def secrets(value: Any) -> Iterator[str]:
    """Yield the names of the secrets in tools: credentials for MCP servers, and secrets of containers."""
    for tool in value if isinstance(value, list) else ():
        if not isinstance(tool, Mapping):
            continue
        yield from (name for name in ("authorization", "headers") if tool.get(name) is not None)
        for name in ("container", "environment"):
            place = tool.get(name)
            policy = place.get("network_policy") if isinstance(place, Mapping) else None
            if isinstance(policy, Mapping) and policy.get("domain_secrets") is not None:
                yield "domain_secrets"
