"""Bundles of files: their content in each form, and the zip files that they are packed into."""

from __future__ import annotations

import base64
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from provider_shim.patterns import bundles
from provider_shim.patterns.bundles import digest_of, given_bundle, opened, packed
from provider_shim.vocabulary.diagnostics import ProviderError

TEXTS = {"SKILL.md": "Read me.", "scripts/run.sh": "echo"}


def written(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def zipped(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return stream.getvalue()


def contents(**given: Any) -> dict[str, bytes]:
    with opened(given) as members:
        found = {}
        for member in members:
            with member.open() as stream:
                found[member.path] = stream.read()
            assert len(found[member.path]) == member.size
        return found


def digest(**given: Any) -> str:
    with opened(given) as members:
        return digest_of(members)


def test_the_same_files_are_the_same_bundle_in_each_form(tmp_path: Path) -> None:
    folder = written(tmp_path / "skill", TEXTS)
    (tmp_path / "skill.zip").write_bytes(zipped({f"other/{p}": t for p, t in TEXTS.items()}))
    as_base64 = base64.b64encode(zipped(dict(reversed(TEXTS.items())))).decode()
    given: list[dict[str, Any]] = [
        {"files": TEXTS},
        {"source": str(folder)},
        {"source": str(folder.parent / "skill.zip")},
        {"content_base64": as_base64},
    ]
    assert len({digest(**one) for one in given}) == 1
    for one in given:
        assert contents(**one) == {path: text.encode() for path, text in TEXTS.items()}


@pytest.mark.parametrize(
    "other",
    [
        {**TEXTS, "SKILL.md": "Read me!"},
        {**TEXTS, "more": ""},
        {"SKILL.md": "Read me.", "scripts/run": "echo"},
        {"SKILL.md": "echo", "scripts/run.sh": "Read me."},
    ],
)
def test_a_different_path_or_content_is_a_different_bundle(other: dict[str, str]) -> None:
    assert digest(files=other) != digest(files=TEXTS)


def test_times_and_files_of_tools_are_ignored(tmp_path: Path) -> None:
    folder = written(tmp_path / "skill", TEXTS)
    before = digest(source=str(folder))
    os.utime(folder / "SKILL.md", (1, 1))
    written(folder, {".git/HEAD": "", "scripts/__pycache__/a.pyc": "", "scripts/.DS_Store": ""})
    assert digest(source=str(folder)) == before
    assert (
        digest(content_base64=base64.b64encode(zipped({"__MACOSX/x": "", **TEXTS})).decode())
        == before
    )


def test_the_folder_that_contains_all_files_is_removed_from_the_paths() -> None:
    assert list(contents(files={"a/b/SKILL.md": "", "a/b/c/d": ""})) == ["SKILL.md", "c/d"]
    assert list(contents(files={"SKILL.md": ""})) == ["SKILL.md"]
    assert list(contents(files={"a/b": "", "c": ""})) == ["a/b", "c"]


def test_a_packed_bundle_has_one_folder_and_reproducible_bytes(tmp_path: Path) -> None:
    folder = written(tmp_path / "skill", TEXTS)
    (folder / "scripts/run.sh").chmod(0o755)

    def pack() -> bytes:
        with opened({"source": str(folder)}) as members, packed(members, "mine") as stream:
            return stream.read()

    content = pack()
    os.utime(folder / "SKILL.md", (1, 1))
    assert pack() == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        modes = {one.filename: one.external_attr >> 16 & 0o111 for one in archive.infolist()}
    assert modes == {"mine/SKILL.md": 0, "mine/scripts/run.sh": 0o111}
    assert digest(content_base64=base64.b64encode(content).decode()) == digest(files=TEXTS)


def test_content_that_is_not_a_zip_file_is_refused_at_its_attribute(tmp_path: Path) -> None:
    (tmp_path / "skill.zip").write_text("no zip file")
    with pytest.raises(ProviderError) as refused:
        digest(source=str(tmp_path / "skill.zip"))
    assert refused.value.path == ("source",)
    broken = bytearray(zipped(TEXTS))
    broken[45] ^= 1
    locked = bytearray(zipped(TEXTS))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= (
        1  # the flag of encryption, in the directory's last entry
    )
    for content in (broken, locked):
        with pytest.raises(ProviderError) as refused:
            digest(content_base64=base64.b64encode(content).decode())
        assert refused.value.path == ("content_base64",)


@pytest.mark.parametrize("path", ["/SKILL.md", "../SKILL.md", "a//b", "a/", "a/./b", "a\\b", ""])
def test_paths_outside_of_the_folder_are_refused(path: str) -> None:
    check = given_bundle("skill")["files"].check
    assert check is not None
    assert check({path: ""})
    assert check(TEXTS) is None


@pytest.mark.parametrize("lost", ["SKILL.md", "scripts"])
def test_the_error_about_an_unreadable_file_has_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """Simulate the error: tests may run as a user who can read all files."""
    folder = written(tmp_path / "skill", TEXTS)

    def refusing(real: Any) -> Any:
        def open_(path: Any, *rest: Any) -> Any:
            if not isinstance(path, int) and Path(path).name == lost:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *rest)

        return open_

    monkeypatch.setattr(bundles, "FileIO", refusing(io.FileIO))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    with pytest.raises(ProviderError) as refused:
        digest(source=str(folder))
    assert refused.value.path == ("source",)
    assert f'/{lost}": Permission denied.' in refused.value.detail
