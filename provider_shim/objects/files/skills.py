"""A bundle of files with a ``SKILL.md``, uploaded as a zip file: the common part of skills and their versions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, ClassVar

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.patterns.bundles import (
    GIVEN_AS,
    Member,
    digest_of,
    given_at,
    given_bundle,
    opened,
    packed,
    unpacked,
)
from provider_shim.patterns.digests import DIGEST, KeepsDigest
from provider_shim.patterns.local_content import source_faults
from provider_shim.vocabulary.diagnostics import ApiError, Diagnostic, ProviderError, error
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Attribute, String
from provider_shim.vocabulary.values import is_wholly_known

SKILLS = Rest("/skills", page=100)
VERSIONS = "/skills/{skill_id}/versions"

MOST_FILES = 500
LARGEST_FILE, LARGEST_ZIP = 25 * 1024 * 1024, 50 * 1024 * 1024
"""In bytes: the size of one file, and of the zip file."""

_MANIFEST = "skill.md"
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^[\"']?(\w[\w-]*)[\"']?[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_NEEDED = ("name", "description")

CONTENT: Mapping[str, Attribute] = {
    **given_bundle("skill"),
    DIGEST: String(
        computed=True,
        local=True,
        doc="The SHA-256 of the files' paths and contents, in hexadecimal digits. A folder and a zip file of it have the same "
        "value.",
    ),
}
"""The arguments for the files, and their digest."""


class HoldsSkill(KeepsDigest):
    """An object with the files of a skill.

    Attributes:
        content_path: the path to download the files.
    """

    content_path: ClassVar[str]

    def content_is_known(self, config: Mapping[str, Any]) -> bool:
        """See `KeepsDigest.content_is_known`."""
        return all(is_wholly_known(config.get(name)) for name in GIVEN_AS)

    def content_faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Return the errors in the files that the API would report."""
        at = given_at(config)
        if config.get(at) is None or not self.content_is_known(config):
            return []
        if at == "source" and not _is_folder(config[at]):
            faults = source_faults(config[at], LARGEST_ZIP)
            if faults:
                return faults
        try:
            with opened(config) as members:
                wrong = _fault(members)
        except ProviderError as failure:
            return [failure.diagnostic()]
        return [] if wrong is None else [error("Invalid skill", wrong, (at,))]

    def digest(self, values: Mapping[str, Any]) -> str:
        """Return the digest of the current files."""
        with opened(values) as members:
            return digest_of(members)

    def upload(
        self, call: Call, path: str, planned: Values, attempted: str, body: Json
    ) -> tuple[Answer, str | None]:
        """Send the files as a zip file, and return the answer and their digest.

        Raises:
            ProviderError: the zip file is too large, or the files have changed since the plan.
        """
        at = (given_at(planned),)
        with opened(planned) as members, packed(members, name := _name(members)) as content:
            if (size := content.seek(0, os.SEEK_END)) > LARGEST_ZIP:
                raise ProviderError(
                    "Skill too large",
                    f"The zip file of the skill has {size:,} bytes. The API accepts at most {LARGEST_ZIP:,} bytes.",
                    at,
                )
            with unpacked(content) as sent:  # the files on disk may change until they are sent
                digest = self.unchanged(planned, digest_of(sent), at)
            content.seek(0)
            answer = call.send(
                self.endpoint,
                path,
                planned,
                attempted,
                method="POST",
                body=body,
                files=[("files", (f"{name}.zip", content, "application/zip"))],
                repeatable=False,
            )
        return answer, digest

    def remote_digest(self, call: Call, state: Values) -> str | None:
        """Return the digest of the files that the API has. None if it does not return them as a zip file."""
        try:
            answer = call.send(
                self.endpoint,
                self.content_path,
                state,
                "read the files of the skill",
                method="GET",
                json_answer=False,
            )
        except ApiError:
            return None
        try:
            with unpacked(BytesIO(answer.content)) as members:
                return digest_of(members)
        except ProviderError:
            return None


def manifests(members: Iterable[Member]) -> list[Member]:
    """Return the manifests (`SKILL.md`). A valid skill has exactly one."""
    return [one for one in members if one.path.rpartition("/")[2].lower() == _MANIFEST]


def _is_folder(source: str) -> bool:
    from pathlib import Path

    return Path(source).expanduser().is_dir()


def _fault(members: list[Member]) -> str | None:
    found = manifests(members)
    if len(found) != 1:
        paths = ", ".join(f'"{one.path}"' for one in found) or "none"
        return f"A skill has exactly one file called `SKILL.md`; here there is {paths}."
    if len(members) > MOST_FILES:
        return f"There are {len(members):,} files. The API accepts at most {MOST_FILES} files."
    for member in members:
        if member.size > LARGEST_FILE:
            return f'"{member.path}" has {member.size:,} bytes. The API accepts at most {LARGEST_FILE:,} bytes.'
    said = _front_matter(found[0])
    missing = [f"`{name}`" for name in _NEEDED if name not in said]
    if missing:
        return (
            f'"{found[0].path}" must begin with front matter (between two lines of `---`) that has `name` and `description`; '
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing."
        )
    return None


def _front_matter(manifest: Member) -> dict[str, str]:
    """Return the top-level fields of the front matter, each with its text."""
    with manifest.open() as stream:
        found = _FRONT_MATTER.match(stream.read().decode(errors="replace"))
    fields = _FIELD.findall(found[1]) if found else ()
    return {name: text.strip("\"'") for name, text in fields}


def _name(members: list[Member]) -> str:
    """Return the name of the folder in the zip file: the name of the skill, as the standard for skills requires."""
    named = _front_matter(manifests(members)[0]).get("name", "")
    return named if re.fullmatch(r"[\w-]+", named) else "skill"
