"""The fields that the API returns for sessions of agents and for their environments."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.objects.agents.configuration import configuration
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Integer,
    ListOf,
    Object,
    String,
    computed,
)


def _result(doc: str) -> String:
    return String(computed=True, doc=doc)


def _texts(doc: str) -> ListOf:
    return ListOf(String(), computed=True, doc=doc)


INSTALLED: Mapping[str, Attribute] = {
    "files": ListOf(
        Object(
            {
                "id": _result("The id of the file in the environment."),
                "type": _result("The source of the file: `file_id` or `inline`."),
                "file_id": _result("The id of the uploaded file."),
                "path": _result("The absolute path of the file in the environment."),
                "size_bytes": Integer(computed=True, doc="The size of the file, in bytes."),
            }
        ),
        computed=True,
        doc="The files that the environment contained at first.",
    ),
    "plugins": ListOf(
        Object(
            {
                "type": _result("The source of the plugin: `inline`."),
                "name": _result("The name of the plugin."),
                "description": _result("The description of the plugin."),
            }
        ),
        computed=True,
        doc="The plugins that are installed.",
    ),
    "skills": ListOf(
        Object(
            {
                "type": _result("The source of the skill: `skill_reference` or `inline`."),
                "skill_id": _result("The id of the skill."),
                "version": _result("The version of the skill that is installed."),
                "name": _result("The name of the skill."),
                "description": _result("The description of the skill."),
            }
        ),
        computed=True,
        doc="The skills that are installed.",
    ),
}
"""The fields that the API returns for an environment that is set up."""

EFFECTIVE_AGENT = Object(
    {
        "id": _result("The id of the agent."),
        "name": _result("The name that the saved agent had when the session began."),
        "model": _result("The id of the model."),
        **computed(configuration()),
    },
    computed=True,
    volatile=True,
    wire="agent",
    doc="The agent of the session as the API returns it, with all defaults.",
)

EFFECTIVE_ENVIRONMENT = Object(
    {
        "type": _result("The kind of environment: `none`, `openai_hosted` or `self_hosted`."),
        "id": _result("The id of the environment."),
        "capability_directories": _texts("Directories with capabilities."),
        "container_size": _result("The size of the container."),
        "desktop": Object(
            {"enabled": Bool(computed=True, doc="Whether the environment has a desktop.")},
            computed=True,
            doc="The desktop.",
        ),
        "network": Object(
            {
                "access": _result("The network access: `enabled`, `disabled` or `restricted`."),
                "allowed_domains": _texts("The domains that the environment can reach."),
            },
            computed=True,
            doc="The network access of the environment.",
        ),
        "packages": Object(
            {
                name: _texts(f"The names of the {adjective} packages.")
                for name, adjective in (("npm", "npm"), ("python", "Python"), ("system", "system"))
            },
            computed=True,
            doc="The packages that are installed.",
        ),
        **INSTALLED,
        "remote_url": _result(
            "The URL to which a self-hosted environment connects: the argument of `codex exec-server --remote`."
        ),
        "workspace_directory": _result(
            "The directory of the project in a self-hosted environment."
        ),
    },
    computed=True,
    volatile=True,
    wire="environment",
    doc="The effective environment, with all defaults.",
)

USAGE = Object(
    {
        "input_tokens": Integer(computed=True, doc="The number of input tokens."),
        "input_tokens_details": Object(
            {"cached_tokens": Integer(computed=True, doc="The number of cached input tokens.")},
            computed=True,
            doc="Details of the input tokens.",
        ),
        "output_tokens": Integer(computed=True, doc="The number of output tokens."),
        "output_tokens_details": Object(
            {"reasoning_tokens": Integer(computed=True, doc="The number of reasoning tokens.")},
            computed=True,
            doc="Details of the output tokens.",
        ),
        "total_tokens": Integer(computed=True, doc="The number of all tokens."),
    },
    computed=True,
    volatile=True,
    doc="The token usage that the API has counted so far.",
)

NOT_RETURNED = ("agent", "agent_id", "environment", "input")
"""Attributes that data sources of sessions do not have: the API returns none of them, or only their effective values."""
