"""The configuration of an agent, for saved agents, sessions and automations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.agents.tools import tools
from provider_shim.patterns.attributes import REASONING_EFFORTS, json_object
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, Object, String, dynamic_object

BETA = {"OpenAI-Beta": "agents=v1"}
"""The header that all endpoints of the Agents API require."""

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
        doc="The reasoning effort of the model: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`. Defaults to the "
        "model's own default.",
        **flags,
    )


_FORMATS: Kinds = {
    "text": {},
    "json_schema": {
        "schema": json_object("The JSON Schema that the agent's output must match.", required=True),
    },
}


def _reasoning(effort: Mapping[str, Any], summary: Mapping[str, Any], **flags: Any) -> Object:
    return Object(
        {
            "effort": reasoning_effort(optional=True, **effort),
            "summary": String(
                optional=True,
                enum=("concise", "detailed", "auto"),
                doc="The summary of the model's reasoning in its responses: `concise`, `detailed` or `auto` (the most detailed "
                "summary that the model can give). Defaults to no summary.",
                **summary,
            ),
        },
        optional=True,
        **{"doc": "The reasoning of the model.", **flags},
    )


def configuration() -> dict[str, Attribute]:
    """Return the attributes that configure an agent, except its model, its name and its metadata."""
    return {
        "instructions": String(
            optional=True,
            doc="Instructions that are added to the default instructions of all agents. Defaults to none.",
        ),
        "tools": tools(),
        "reasoning": _reasoning(
            {"computed": True},
            {"computed": True},
            computed=True,
            doc="The reasoning of the model. A value that you remove from the configuration stays until you set another value.",
        ),
        "text": dynamic_object(
            {
                "format": of_kinds(
                    _FORMATS,
                    "The kind of format",
                    optional=True,
                    server_default={"type": "text"},
                    doc="The format of the agent's output. Defaults to plain text.",
                ),
                "verbosity": String(
                    optional=True,
                    enum=("low", "medium", "high"),
                    server_default="medium",
                    doc="The amount of text that the agent writes: `low`, `medium` or `high`. Defaults to `medium`.",
                ),
            },
            optional=True,
            doc="The text output of the agent.",
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
                    doc="The maximum number of subagents that run at the same time, at least 1. Defaults to 6.",
                ),
            },
            optional=True,
            doc="Subagents, which do parts of the agent's work. Defaults to no subagents.",
        ),
        "compaction": Object(
            {
                "asynchronous": Bool(
                    optional=True,
                    wire="async",
                    server_default=False,
                    doc="Whether a long context is compacted in the background, which may cost more tokens. Defaults to "
                    "`false`: the agent waits for the compaction. The API calls this argument `async`, which is a reserved word in "
                    "Python.",
                )
            },
            optional=True,
            doc="The compaction of a context that becomes too long: the API makes the context shorter.",
        ),
        "experimental": Object(
            {
                "time_awareness": Bool(
                    optional=True,
                    computed=True,
                    default=False,
                    server_default=False,
                    doc="Whether the model receives the current time at intervals. Defaults to `false`.",
                )
            },
            optional=True,
            cleared={"time_awareness": False},
            doc="Experimental settings, which OpenAI may change without notice. Defaults to none.",
        ),
    }


def inline_agent(doc: str) -> Object:
    """Return the attribute for an agent that is not saved.

    Its tools are not read: the API returns them without the values that may be secret.
    """
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
    """Return the attributes of an agent that a session can override."""
    own = {
        "model": model_name(
            optional=True,
            doc="The id of the model. It must be set if the session has no saved agent.",
        ),
        **{name: _never_computed(attribute) for name, attribute in configuration().items()},
    }
    return {**own, "reasoning": _reasoning({}, {})}


def _never_computed(attribute: Attribute) -> Attribute:
    """Return an attribute that keeps the configured value: neither the provider nor the API fills it in."""
    changes: dict[str, Any] = {"computed": False, "default": None}
    if isinstance(attribute, Object):
        changes["attributes"] = {
            name: _never_computed(inner) for name, inner in attribute.attributes.items()
        }
    return attribute.but(**changes)
