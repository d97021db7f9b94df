"""The contents of an environment of agents: archives, files, plugins and skills."""

from __future__ import annotations

from provider_shim.objects.files.containers import SKILLS as _SKILLS
from provider_shim.patterns.kinds import Kinds
from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.schema import (
    Integer,
    Object,
    String,
)

UNREAD_NOTE = "The API does not return it."


def _archive(of: str) -> Object:
    return Object(
        {
            "type": String(
                optional=True,
                computed=True,
                default="base64",
                enum=("base64",),
                doc="The encoding of the archive. `base64` is the only value. Defaults to `base64`.",
            ),
            "media_type": String(
                optional=True,
                computed=True,
                default="application/zip",
                enum=("application/zip",),
                doc="The media type of the archive. `application/zip` is the only value. Defaults to `application/zip`.",
            ),
            "data": String(
                required=True,
                check=base64_fault,
                doc=f"The zip file of the {of}, as base64. Use the function `filebase64` to read a file.",
            ),
        },
        required=True,
        unread=True,
        doc=f"The archive with the {of}. {UNREAD_NOTE}",
    )


FILES: Kinds = {
    "file_id": {
        "path": String(
            required=True,
            pattern=r"/workspace/.+",
            doc="The absolute path of the file in the environment, inside `/workspace`.",
        ),
        "file_id": String(required=True, doc="The id of the uploaded file (`openai_file`)."),
    },
    "inline": {
        "path": String(
            required=True,
            pattern=r"/workspace/.+",
            doc="The absolute path of the file in the environment, inside `/workspace`.",
        ),
        "data": String(
            optional=True,
            unread=True,
            sensitive=True,
            check=base64_fault,
            doc=f"The content of the file, as base64. It is stored in the state. {UNREAD_NOTE} Either `data` or `data_wo` must be set.",
        ),
        "data_wo": String(
            optional=True,
            write_only=True,
            sensitive=True,
            wire="data",
            check=base64_fault,
            doc="The secret content of the file, as base64. Either `data` or `data_wo` must be set.",
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
            doc="The source of the plugin. `inline` (a zip file) is the only value. Defaults to `inline`.",
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
