"""How an agent is configured, wherever it is: saved, in a session, or in an automation. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.agents.tools import tools
from provider_shim.patterns.attributes import REASONING_EFFORTS, json_object
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, Object, String, dynamic_object

BETA = {"OpenAI-Beta": "agents=v1"}
"""The header that the whole Agents API wants."""

_TIERS = ("auto", "default", "flex", "priority", "fast", "ultrafast")


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
        "schema": json_object(
            "The JSON Schema that what the agent writes must match.", required=True
        ),
    },
}


def _reasoning(effort: Mapping[str, Any], summary: Mapping[str, Any], **flags: Any) -> Object:
    return Object(
        {
            "effort": reasoning_effort(optional=True, **effort),
            "summary": String(
                optional=True,
                enum=("concise", "detailed", "auto"),
                doc="Whether answers have a summary of what the model thought: `concise`, `detailed` or `auto` (the most "
                "detailed that the model has). Left out, they have none.",
                **summary,
            ),
        },
        optional=True,
        **{"doc": "How the model thinks.", **flags},
    )


def configuration() -> dict[str, Attribute]:
    """Return what describes an agent, but for its model, its name and its metadata."""
    return {
        "instructions": String(
            optional=True,
            doc="Instructions that are appended to those that every agent has. Defaults to none.",
        ),
        "tools": tools(),
        "reasoning": _reasoning(
            {"computed": True},
            {"computed": True},
            computed=True,
            doc="How the model thinks. What was set once stays until something else is set.",
        ),
        "text": dynamic_object(
            {
                "format": of_kinds(
                    _FORMATS,
                    "The kind of format",
                    optional=True,
                    server_default={"type": "text"},
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
            "model": model_name(required=True, doc="The id of the model, such as `gpt-6.1-terra`."),
            **configuration(),
            "tools": tools().but(unread=True),
        },
        optional=True,
        doc=doc,
    )


def overrides() -> dict[str, Attribute]:
    """Return what a session may have otherwise than its saved agent: some of it can be changed later, the rest cannot."""
    own = {
        "model": model_name(
            optional=True, doc="The id of the model; needed without a saved agent."
        ),
        **{name: _as_given(attribute) for name, attribute in configuration().items()},
    }
    return {**own, "reasoning": _reasoning({}, {})}


def _as_given(attribute: Attribute) -> Attribute:
    """Return an attribute that stays as it is given: nobody else fills it in."""
    changes: dict[str, Any] = {"computed": False, "default": None}
    if isinstance(attribute, Object):
        changes["attributes"] = {
            name: _as_given(inner) for name, inner in attribute.attributes.items()
        }
    return attribute.but(**changes)
