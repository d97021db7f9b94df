"""Bundles of files: what is in them, whichever way they are given, and what they are packed into."""

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


def test_same_files_are_the_same_bundle_however_they_are_given(tmp_path: Path) -> None:
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
def test_another_path_or_content_is_another_bundle(other: dict[str, str]) -> None:
    assert digest(files=other) != digest(files=TEXTS)


def test_times_do_not_matter_and_litter_does_not_count(tmp_path: Path) -> None:
    folder = written(tmp_path / "skill", TEXTS)
    before = digest(source=str(folder))
    os.utime(folder / "SKILL.md", (1, 1))
    written(folder, {".git/HEAD": "", "scripts/__pycache__/a.pyc": "", "scripts/.DS_Store": ""})
    assert digest(source=str(folder)) == before
    assert (
        digest(content_base64=base64.b64encode(zipped({"__MACOSX/x": "", **TEXTS})).decode())
        == before
    )


def test_folder_that_holds_all_files_is_left_out_unless_nothing_would_be_left() -> None:
    assert list(contents(files={"a/b/SKILL.md": "", "a/b/c/d": ""})) == ["SKILL.md", "c/d"]
    assert list(contents(files={"SKILL.md": ""})) == ["SKILL.md"]
    assert list(contents(files={"a/b": "", "c": ""})) == ["a/b", "c"]


def test_packed_files_lie_in_one_folder_and_give_the_same_bytes_every_time(tmp_path: Path) -> None:
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


def test_what_is_no_zip_file_is_refused_where_it_is_given(tmp_path: Path) -> None:
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
def test_paths_lead_nowhere_else(path: str) -> None:
    check = given_bundle("skill")["files"].check
    assert check is not None
    assert check({path: ""})
    assert check(TEXTS) is None


@pytest.mark.parametrize("lost", ["SKILL.md", "scripts"])
def test_what_may_not_be_read_is_told_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """Permissions do not keep the user that tests run as from reading, so the system's refusal is played."""
    folder = written(tmp_path / "skill", TEXTS)

    def refusing(real: Any) -> Any:
        def open_(path: Any, *rest: Any) -> Any:
            if Path(path).name == lost:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *rest)

        return open_

    monkeypatch.setattr(bundles, "FileIO", refusing(io.FileIO))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    with pytest.raises(ProviderError) as refused:
        digest(source=str(folder))
    assert refused.value.path == ("source",)
    assert f'/{lost}": Permission denied.' in refused.value.detail
