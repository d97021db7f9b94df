"""What an environment that OpenAI hosts is set up with. It must not know any declaration.

Nothing confidential is told by the API again: variables, commands, contents of files and archives. What the configuration
says of them is kept as it is, save what is write-only.
"""

from __future__ import annotations

from typing import Any

from provider_shim.objects.files.containers import SKILLS as _SKILLS
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.rules.objects import ACCESS, inline_files_fault, network_fault
from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)

_NOT_RETURNED = "The API does not tell it again."


def _archive(of: str) -> Object:
    return Object(
        {
            "type": String(
                optional=True,
                computed=True,
                default="base64",
                enum=("base64",),
                doc="How the archive is given: `base64`.",
            ),
            "media_type": String(
                optional=True,
                computed=True,
                default="application/zip",
                enum=("application/zip",),
                doc="What the archive is: `application/zip`.",
            ),
            "data": String(
                required=True,
                check=base64_fault,
                doc=f"The zip file of the {of}, as base64: `filebase64` reads one.",
            ),
        },
        required=True,
        unread=True,
        doc=f"The {of} itself. {_NOT_RETURNED}",
    )


_FILES: Kinds = {
    "file_id": {
        "path": String(
            required=True,
            pattern=r"/workspace/.+",
            doc="Where the file is to be: an absolute path inside of `/workspace`.",
        ),
        "file_id": String(required=True, doc="The id of the uploaded file (`openai_file`)."),
    },
    "inline": {
        "path": String(
            required=True,
            pattern=r"/workspace/.+",
            doc="Where the file is to be: an absolute path inside of `/workspace`.",
        ),
        "data": String(
            optional=True,
            unread=True,
            sensitive=True,
            check=base64_fault,
            doc=f"The content of the file as base64, kept in the state. {_NOT_RETURNED} Either it or `data_wo` must be set.",
        ),
        "data_wo": String(
            optional=True,
            write_only=True,
            sensitive=True,
            wire="data",
            check=base64_fault,
            doc="As `data`, but stored neither in plan nor in state.",
        ),
    },
}
_SIZE = {
    "size_bytes": Integer(computed=True, volatile=True, doc="The size of the file, in bytes."),
}

_PLUGIN = Object(
    {
        "type": String(
            optional=True,
            computed=True,
            default="inline",
            enum=("inline",),
            doc="How the plugin is given: `inline`.",
        ),
        "name": String(
            required=True, doc="The name of the plugin, as in its `.codex-plugin/plugin.json`."
        ),
        "description": String(
            required=True,
            doc="The description of the plugin, as in its `.codex-plugin/plugin.json`.",
        ),
        "source": _archive("plugin"),
    }
)

_HOSTED_SKILLS: Kinds = {
    "skill_reference": _SKILLS["skill_reference"],
    "inline": {
        "name": String(required=True, doc="The name of the skill, as in its `SKILL.md`."),
        "description": String(
            required=True, doc="The description of the skill, as in its `SKILL.md`."
        ),
        "source": _archive("skill"),
    },
}


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


def hosted(*, told: bool, resolved: bool = False) -> dict[str, Attribute]:
    """Return what a hosted environment is set up with.

    Args:
        told: the API tells it again, as it was asked for.
        resolved: the API tells even what was not asked for.
    """
    files = {**_FILES, "inline": {**_FILES["inline"], **_SIZE}} if told else _FILES
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
            doc=f"Variables that are no secrets, by their names. They are kept in the state. {_NOT_RETURNED}",
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
                    doc=f"With `restricted`: the domains that may not be reached, without wildcards. {_NOT_RETURNED}",
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
        "plugins": ListOf(_PLUGIN, optional=True, doc="Plugins, as zip files. Defaults to none."),
        "setup_commands": _commands(
            f"Commands to run in this order before the agent begins. They are kept in the state. {_NOT_RETURNED}",
            optional=True,
            unread=True,
            conflicts_with=("setup_commands_wo",),
        ),
        "setup_commands_wo": SETUP_COMMANDS_WO.but(conflicts_with=("setup_commands",)),
        "skills": ListOf(
            of_kinds(_HOSTED_SKILLS, "How the skill is given"),
            optional=True,
            doc="Skills, by reference (`openai_skill`) or as zip files. Defaults to none.",
        ),
    }


def hosted_without_secrets() -> dict[str, Attribute]:
    """Return what a hosted environment is set up with where its secrets are arguments of their own (`SECRETS`)."""
    every = hosted(told=True)
    inline = {name: one for name, one in _FILES["inline"].items() if name != "data_wo"}
    inline["data"] = inline["data"].but(
        doc=f"The content of the file as base64, kept in the state and shown in plans. {_NOT_RETURNED} Left out, it is in `files_wo`."
    )
    files = ListOf(
        of_kinds({**_FILES, "inline": inline}, "How the file is given"),
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
