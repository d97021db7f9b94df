"""A release needs a tag, a version and a dated section of the changelog that belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from provider_shim.version import VERSION
from tools import release_notes


@pytest.fixture
def changelog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "CHANGELOG.md"
    monkeypatch.setattr(release_notes, "CHANGELOG", file)
    return file


def test_a_prepared_release_is_accepted(changelog: Path) -> None:
    changelog.write_text(
        f"# Changelog\n\n## [{VERSION}] - 2026-12-01\n\n* First.\n\n## [0.0.1] - 2025-01-01\n\n* Old.\n"
    )
    release_notes.check_tag(f"v{VERSION}")
    assert release_notes.notes() == "* First.\n"


def test_the_tag_of_another_version_is_refused(changelog: Path) -> None:
    with pytest.raises(release_notes.ReleaseError, match=f"its tag is v{VERSION}"):
        release_notes.check_tag("v99.0.0")


def test_an_unreleased_section_is_not_enough_for_a_tag(changelog: Path) -> None:
    changelog.write_text("## [Unreleased]\n\n* First.\n")
    with pytest.raises(release_notes.ReleaseError, match="no section for version"):
        release_notes.check_tag(f"v{VERSION}")
    assert release_notes.notes() == "* First.\n"


def test_a_changelog_without_a_section_has_no_notes(changelog: Path) -> None:
    changelog.write_text("# Changelog\n")
    with pytest.raises(release_notes.ReleaseError):
        release_notes.notes()
