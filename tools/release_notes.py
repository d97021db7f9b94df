"""Reads the changelog for a release: the notes of its version, and whether tag, version and changelog agree."""

from __future__ import annotations

import re
from pathlib import Path

from provider_shim.version import VERSION

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"

_SECTION = re.compile(
    r"^## \[(?P<version>[^]]+)\](?: - (?P<date>\d{4}-\d{2}-\d{2}))?$", re.MULTILINE
)


class ReleaseError(Exception):
    """The release cannot be made, because something was not prepared for it."""


def check_tag(tag: str) -> None:
    """Check that the tag, the version and the changelog belong together.

    Raises:
        ReleaseError: The tag is not that of the version, or the changelog has no dated section for it.
    """
    if tag != f"v{VERSION}":
        raise ReleaseError(
            f"The tag {tag} does not belong to version {VERSION} in provider_shim/version.py: its tag is v{VERSION}."
        )
    found = {match["version"]: match["date"] for match in _SECTION.finditer(CHANGELOG.read_text())}
    if not found.get(VERSION):
        raise ReleaseError(
            f"CHANGELOG.md has no section for version {VERSION} with a date, such as "
            f"`## [{VERSION}] - 2026-12-31`. Rename the section `Unreleased`."
        )


def notes() -> str:
    """Return the section of this version in the changelog, or the unreleased one, as the text of the release."""
    text = CHANGELOG.read_text()
    sections = list(_SECTION.finditer(text))
    for index, match in enumerate(sections):
        if match["version"] in {VERSION, "Unreleased"}:
            end = sections[index + 1].start() if index + 1 < len(sections) else len(text)
            return text[match.end() : end].strip() + "\n"
    raise ReleaseError(f"CHANGELOG.md has no section for version {VERSION}.")
