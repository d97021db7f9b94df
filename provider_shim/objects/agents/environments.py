"""What an environment that OpenAI hosts is set up with. It must not know any declaration.

Nothing confidential is told by the API again: variables, commands, contents of files and archives. What the configuration
says of them is kept as it is, save what is write-only.
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


def _commands(doc: str, **flags: Any) -> ListOf:
    return ListOf(
        Object(
            {
                "command": String(required=True, min_length=1, doc="The command, for the shell."),
                "cwd": String(
                    optional=True,
                    pattern=r"/.*",
                    doc="The absolute path of the directory to run it in. Defaults to `/workspace`.",
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
    doc="Variables that are secrets, beside those in `env`: stored neither in plan nor in state. Code in the environment, "
    "and so the agent, can read them; what it must not read belongs into an `openai_vault_credential`.",
)

SETUP_COMMANDS_WO = _commands(
    "As `setup_commands`, but stored neither in plan nor in state.",
    optional=True,
    write_only=True,
    sensitive=True,
    local=True,
)


def hosted(*, returned: bool, resolved: bool = False) -> dict[str, Attribute]:
    """Return what a hosted environment is set up with.

    Args:
        returned: the API tells it again, as it was asked for.
        resolved: the API tells even what was not asked for.
    """
    files = {**FILES, "inline": {**FILES["inline"], **SIZE}} if returned else FILES
    return {
        "capability_directories": ListOf(
            String(),
            optional=True,
            doc="Directories with capabilities (skills, plugins) that the agent is shown. Defaults to none.",
        ),
        "desktop": Object(
            {
                "enabled": Bool(
                    required=True,
                    server_default=False,
                    doc="Whether there is a desktop with a browser.",
                )
            },
            optional=True,
            doc="A desktop, for the tool `computer_use`. Defaults to none.",
        ),
        "env": MapOf(
            String(),
            optional=True,
            unread=True,
            doc=f"Variables that are no secrets, by their names. They are kept in the state. {UNREAD_NOTE}",
        ),
        "env_wo": ENV_WO,
        "files": ListOf(
            of_kinds(files, "How the file is given"),
            optional=True,
            check=inline_files_fault,
            doc="Files that are there before the agent begins. Defaults to none.",
        ),
        "network": Object(
            {
                "access": String(
                    required=True,
                    enum=ACCESS,
                    doc="`enabled` (everything), `disabled` (nothing) or `restricted` (by domains).",
                ),
                "allowed_domains": SetOf(
                    String(),
                    optional=True,
                    doc="With `restricted`: the domains that may be reached.",
                ),
                "blocked_domains": SetOf(
                    String(),
                    optional=True,
                    unread=True,
                    doc=f"With `restricted`: the domains that may not be reached, without wildcards. {UNREAD_NOTE}",
                ),
            },
            optional=True,
            computed=resolved,
            check=network_fault,
            doc="What may be reached over the network once the set-up is done. "
            + (
                "Left out, OpenAI decides; what was set once stays until something else is set."
                if resolved
                else "Left out, what the template says, or what OpenAI decides."
            ),
        ),
        "packages": Object(
            {
                "npm": SetOf(
                    String(), optional=True, doc="Packages of npm, to be installed globally."
                ),
                "python": SetOf(String(), optional=True, doc="Packages of Python."),
                "system": SetOf(String(), optional=True, doc="Packages of the system."),
            },
            optional=True,
            doc="Packages to install. Defaults to none.",
        ),
        "plugins": ListOf(PLUGIN, optional=True, doc="Plugins, as zip files. Defaults to none."),
        "setup_commands": _commands(
            f"Commands to run in this order before the agent begins. They are kept in the state. {UNREAD_NOTE}",
            optional=True,
            unread=True,
            conflicts_with=("setup_commands_wo",),
        ),
        "setup_commands_wo": SETUP_COMMANDS_WO.but(conflicts_with=("setup_commands",)),
        "skills": ListOf(
            of_kinds(HOSTED_SKILLS, "How the skill is given"),
            optional=True,
            doc="Skills, by reference (`openai_skill`) or as zip files. Defaults to none.",
        ),
    }


def hosted_without_secrets() -> dict[str, Attribute]:
    """Return what a hosted environment is set up with where its secrets are arguments of their own (`SECRETS`)."""
    every = hosted(returned=True)
    inline = {name: one for name, one in FILES["inline"].items() if name != "data_wo"}
    inline["data"] = inline["data"].but(
        doc=f"The content of the file as base64, kept in the state and shown in plans. {UNREAD_NOTE} Left out, it is in `files_wo`."
    )
    files = ListOf(
        of_kinds({**FILES, "inline": inline}, "How the file is given"),
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
        doc="Variables of the environment that are secrets, beside those in its `env`: stored neither in plan nor in state. The agent "
        "can read them; what it must not read belongs into an `openai_vault_credential`."
    ),
    "files_wo": MapOf(
        String(check=base64_fault),
        optional=True,
        write_only=True,
        sensitive=True,
        local=True,
        doc="The contents of inline files of the environment that are secrets, as base64 by the `path` of the file, which stands in "
        "its `files` without `data`: stored neither in plan nor in state.",
    ),
    "setup_commands_wo": SETUP_COMMANDS_WO.but(
        doc="Instead of the `setup_commands` of the environment: stored neither in plan nor in state."
    ),
}
"""Secrets of an environment as arguments of their own, where the environment itself cannot hold them."""

NOT_RETURNED = (
    "env",
    "files.data",
    "network.blocked_domains",
    "plugins.source",
    "setup_commands",
    "skills.source",
)
"""What data sources have not: the API never tells it again."""
