"""What is put into an environment of agents: archives, files, plugins and skills. It must not know any declaration."""

from __future__ import annotations

from provider_shim.objects.files.containers import SKILLS as _SKILLS
from provider_shim.patterns.kinds import Kinds
from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.schema import (
    Integer,
    Object,
    String,
)

UNREAD_NOTE = "The API does not tell it again."


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
        doc=f"The {of} itself. {UNREAD_NOTE}",
    )


FILES: Kinds = {
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
            doc=f"The content of the file as base64, kept in the state. {UNREAD_NOTE} Either it or `data_wo` must be set.",
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


SIZE = {
    "size_bytes": Integer(computed=True, volatile=True, doc="The size of the file, in bytes."),
}


PLUGIN = Object(
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


HOSTED_SKILLS: Kinds = {
    "skill_reference": _SKILLS["skill_reference"],
    "inline": {
        "name": String(required=True, doc="The name of the skill, as in its `SKILL.md`."),
        "description": String(
            required=True, doc="The description of the skill, as in its `SKILL.md`."
        ),
        "source": _archive("skill"),
    },
}
