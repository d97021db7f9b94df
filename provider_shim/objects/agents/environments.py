"""The set-up of an environment that OpenAI hosts.

The API does not return confidential values: variables, commands, and the contents of files and archives. The state keeps the
configured values, except the write-only ones.
"""

from __future__ import annotations

from typing import Any

from provider_shim.objects.agents.environment_contents import (
    FILES,
    HOSTED_SKILLS,
    PLUGIN,
    SIZE,
    UNREAD_NOTE,
)
from provider_shim.patterns.kinds import of_kinds
from provider_shim.rules.objects import ACCESS, inline_files_fault, network_fault
from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)

_UNREAD = "The API does not return them."


def _commands(doc: str, **flags: Any) -> ListOf:
    return ListOf(
        Object(
            {
                "command": String(required=True, min_length=1, doc="The shell command."),
                "cwd": String(
                    optional=True,
                    pattern=r"/.*",
                    doc="The absolute path of the directory in which the command runs. Defaults to `/workspace`.",
                ),
            }
        ),
        doc=doc,
        **flags,
    )


ENV_WO = MapOf(
    String(),
    optional=True,
    write_only=True,
    sensitive=True,
    local=True,
    doc="Secret environment variables, in addition to the variables in `env`. Code in the environment can read them, and so can the "
    "agent. If the agent must not read a secret, put it into an `openai_vault_credential`.",
)

SETUP_COMMANDS_WO = _commands(
    "Commands that contain secrets, in place of `setup_commands`.",
    optional=True,
    write_only=True,
    sensitive=True,
    local=True,
)


def hosted(*, returned: bool, resolved: bool = False) -> dict[str, Attribute]:
    """Return the attributes for the set-up of a hosted environment.

    Args:
        returned: the API returns the set-up as it was requested.
        resolved: the API also returns values that were not requested.
    """
    files = {**FILES, "inline": {**FILES["inline"], **SIZE}} if returned else FILES
    return {
        "capability_directories": ListOf(
            String(),
            optional=True,
            doc="Directories with capabilities (skills and plugins) for the agent. Defaults to none.",
        ),
        "desktop": Object(
            {
                "enabled": Bool(
                    required=True,
                    server_default=False,
                    doc="Whether the environment has a desktop with a browser.",
                )
            },
            optional=True,
            doc="The desktop, which the tool `computer_use` needs. Defaults to no desktop.",
        ),
        "env": MapOf(
            String(),
            optional=True,
            unread=True,
            doc=f"Environment variables that are not secret, by name. They are stored in the state. {_UNREAD}",
        ),
        "env_wo": ENV_WO,
        "files": ListOf(
            of_kinds(files, "The source of the file"),
            optional=True,
            check=inline_files_fault,
            doc="Files that the environment contains before the agent starts. Defaults to none.",
        ),
        "network": Object(
            {
                "access": String(
                    required=True,
                    enum=ACCESS,
                    doc="The network access: `enabled` (all domains), `disabled` (no access) or `restricted` (limited by "
                    "`allowed_domains` or `blocked_domains`).",
                ),
                "allowed_domains": SetOf(
                    String(),
                    optional=True,
                    doc="The domains that the environment can reach, if `access` is `restricted`.",
                ),
                "blocked_domains": SetOf(
                    String(),
                    optional=True,
                    unread=True,
                    doc=f"The domains that the environment cannot reach, if `access` is `restricted`. Wildcards are not allowed. {_UNREAD}",
                ),
            },
            optional=True,
            computed=resolved,
            check=network_fault,
            doc="The network access of the environment after its set-up. "
            + (
                "Defaults to OpenAI's own default. A value that you remove from the configuration stays until you set another value."
                if resolved
                else "Defaults to the network access of the template, or to OpenAI's own default."
            ),
        ),
        "packages": Object(
            {
                "npm": SetOf(
                    String(), optional=True, doc="Packages from npm. They are installed globally."
                ),
                "python": SetOf(String(), optional=True, doc="Python packages."),
                "system": SetOf(String(), optional=True, doc="System packages."),
            },
            optional=True,
            doc="Packages to install. Defaults to none.",
        ),
        "plugins": ListOf(PLUGIN, optional=True, doc="Plugins, as zip files. Defaults to none."),
        "setup_commands": _commands(
            f"Commands that run in this order before the agent starts. They are stored in the state. {_UNREAD}",
            optional=True,
            unread=True,
            conflicts_with=("setup_commands_wo",),
        ),
        "setup_commands_wo": SETUP_COMMANDS_WO.but(conflicts_with=("setup_commands",)),
        "skills": ListOf(
            of_kinds(HOSTED_SKILLS, "The source of the skill"),
            optional=True,
            doc="Skills, as references to an `openai_skill` or as zip files. Defaults to none.",
        ),
    }


def hosted_without_secrets() -> dict[str, Attribute]:
    """Return the attributes for the set-up of a hosted environment whose secrets are separate arguments (`SECRETS`)."""
    every = hosted(returned=True)
    inline = {name: one for name, one in FILES["inline"].items() if name != "data_wo"}
    inline["data"] = inline["data"].but(
        doc=f"The content of the file, as base64. It is stored in the state and shown in plans. {UNREAD_NOTE} If you do not set this, add "
        "the content to `files_wo`."
    )
    files = ListOf(
        of_kinds({**FILES, "inline": inline}, "The source of the file"),
        optional=True,
        doc=every["files"].doc,
    )
    return {
        name: files if name == "files" else attribute.but(conflicts_with=())
        for name, attribute in every.items()
        if not attribute.write_only
    }


SECRETS: dict[str, Attribute] = {
    "env_wo": ENV_WO.but(
        doc="Secret variables of the environment, in addition to the variables in its `env`. The agent can read them. If the agent must not "
        "read a secret, put it into an `openai_vault_credential`."
    ),
    "files_wo": MapOf(
        String(check=base64_fault),
        optional=True,
        write_only=True,
        sensitive=True,
        local=True,
        doc="The secret contents of inline files of the environment, as base64. Each key is the `path` of a file in its `files` that has "
        "no `data`.",
    ),
    "setup_commands_wo": SETUP_COMMANDS_WO.but(
        doc="Commands that contain secrets, in place of the `setup_commands` of the environment."
    ),
}
"""The secrets of an environment as separate arguments, because the environment itself cannot hold them."""

NOT_RETURNED = (
    "env",
    "files.data",
    "network.blocked_domains",
    "plugins.source",
    "setup_commands",
    "skills.source",
)
"""Attributes that data sources do not have, because the API never returns them."""
