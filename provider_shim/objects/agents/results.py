"""What the API tells of sessions of agents and of their environments. It must not know any declaration."""

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
                "type": _result("How the file was given: `file_id` or `inline`."),
                "file_id": _result("The id of the uploaded file."),
                "path": _result("Where the file is: an absolute path."),
                "size_bytes": Integer(computed=True, doc="The size of the file, in bytes."),
            }
        ),
        computed=True,
        doc="The files that the environment began with.",
    ),
    "plugins": ListOf(
        Object(
            {
                "type": _result("How the plugin was given: `inline`."),
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
                "type": _result("How the skill was given: `skill_reference` or `inline`."),
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
"""What the API tells of an environment that is set up."""

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
    doc="The agent as the API understood it, with all defaults.",
)

EFFECTIVE_ENVIRONMENT = Object(
    {
        "type": _result("Where the agent works: `none`, `openai_hosted` or `self_hosted`."),
        "id": _result("The id of the environment."),
        "capability_directories": _texts("Directories with capabilities."),
        "container_size": _result("The size of the container."),
        "desktop": Object(
            {"enabled": Bool(computed=True, doc="Whether there is a desktop.")},
            computed=True,
            doc="The desktop.",
        ),
        "network": Object(
            {
                "access": _result("What may be reached: `enabled`, `disabled` or `restricted`."),
                "allowed_domains": _texts("The domains that may be reached."),
            },
            computed=True,
            doc="What may be reached over the network.",
        ),
        "packages": Object(
            {name: _texts(f"Packages: {name}.") for name in ("npm", "python", "system")},
            computed=True,
            doc="The packages that are installed.",
        ),
        **INSTALLED,
        "remote_url": _result(
            "Where an environment of your own connects to: for `codex exec-server --remote`."
        ),
        "workspace_directory": _result(
            "The directory of the project in an environment of your own."
        ),
    },
    computed=True,
    volatile=True,
    wire="environment",
    doc="The environment as it is set up, with all defaults.",
)

USAGE = Object(
    {
        "input_tokens": Integer(computed=True, doc="The tokens that went in."),
        "input_tokens_details": Object(
            {"cached_tokens": Integer(computed=True, doc="Those of them that were cached.")},
            computed=True,
            doc="More on the tokens that went in.",
        ),
        "output_tokens": Integer(computed=True, doc="The tokens that came out."),
        "output_tokens_details": Object(
            {"reasoning_tokens": Integer(computed=True, doc="Those of them that were thought.")},
            computed=True,
            doc="More on the tokens that came out.",
        ),
        "total_tokens": Integer(computed=True, doc="All tokens."),
    },
    computed=True,
    volatile=True,
    doc="The tokens that were used, as far as they are counted yet.",
)

NOT_RETURNED = ("agent", "agent_id", "environment", "input")
"""What data sources of sessions have not: it is told as it is understood, if at all."""
