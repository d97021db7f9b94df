"""``openai_skill_content`` (data source): the files of a skill."""

from __future__ import annotations

from io import BytesIO

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.objects.files.skills import VERSIONS
from provider_shim.patterns.bundles import Member, digest_of, unpacked
from provider_shim.patterns.digests import DIGEST
from provider_shim.patterns.downloads import (
    CONTENT,
    DEFAULT_LIMIT,
    HIGHEST_LIMIT,
    as_base64,
    as_text,
    check_size,
    downloaded,
)
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import MapOf, Schema, String


class DataSkillContent(DataSource):
    """The files of a version of a skill, by default of its default version.

    ~> Terraform stores the content in the state.
    """

    type_name = "openai_skill_content"
    endpoint = Rest("/skills", item="/skills/{skill_id}/content", update=None)
    schema = Schema(
        {
            "skill_id": String(required=True, doc="The id of the skill."),
            "version": String(
                optional=True,
                local=True,
                doc="The number of the version, such as `2`. Defaults to the default version.",
            ),
            "max_bytes": CONTENT["max_bytes"].but(
                doc="The highest size to accept, in bytes, of the zip file and of all files in it. A larger skill is an "
                "error. Defaults to "
                f"{DEFAULT_LIMIT}; at most {HIGHEST_LIMIT}."
            ),
            "files": MapOf(
                String(),
                computed=True,
                local=True,
                doc="The text files (encoded as UTF-8), by their paths in the skill, such as `SKILL.md`.",
            ),
            DIGEST: String(
                computed=True,
                local=True,
                doc="The SHA-256 of the files' paths and contents, in hexadecimal digits. The resource `openai_skill` has the "
                "same value.",
            ),
            "content_base64": String(
                computed=True, local=True, doc="The zip file with all files, as base64."
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Download the zip file, and read the files in it."""
        version = config["version"]
        path = self.endpoint.item if version is None else f"{VERSIONS}/{{version}}/content"
        content = downloaded(call, self.endpoint, path, config)
        with unpacked(BytesIO(content)) as members:
            check_size(sum(member.size for member in members), config)
            texts = {member.path: as_text(_read(member)) for member in members}
            return {
                **config,
                "files": {path: text for path, text in texts.items() if text is not None},
                DIGEST: digest_of(members),
                "content_base64": as_base64(content),
            }


def _read(member: Member) -> bytes:
    with member.open() as stream:
        return stream.read()
