"""The path of a file is not its content: the same content at another path has an empty plan."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from provider_shim.provider import Provider
from provider_shim.vocabulary.schema import Attribute, ListOf, Object, String
from tests.contract.conftest import REGISTRY
from tests.contract.managed import Managed
from tests.contract.samples import Samples

SOUND, PICTURE = b"RIFF\x04\0\0\0WAVE one", b"\x89PNG\r\n\x1a\n one"


def paths(attributes: Mapping[str, Attribute], *around: str) -> Iterator[tuple[str, ...]]:
    """Yield the attributes that are paths, each as the names from the outside to the inside."""
    for name, attribute in attributes.items():
        inner = attribute.element if isinstance(attribute, ListOf) else attribute
        if isinstance(inner, String) and inner.reads:
            yield (*around, name)
        if isinstance(inner, Object):
            yield from paths(inner.attributes, *around, name)


READ = [
    (type_name, *path)
    for type_name, kind in REGISTRY["resource"].items()
    for path in paths(kind.schema.attributes)
]


def test_all_attributes_with_paths_are_found() -> None:
    assert {type_name for type_name, *_ in READ} == {
        "openai_audio_transcription",
        "openai_container_file",
        "openai_file",
        "openai_image_edit",
        "openai_skill",
        "openai_skill_version",
        "openai_voice",
        "openai_voice_consent",
    }


def content(folder: Path, type_name: str) -> Path:
    """Write content from which a resource can be created."""
    if "skill" in type_name:
        (folder / "clerk").mkdir(parents=True)
        (folder / "clerk" / "SKILL.md").write_text("---\nname: clerk\ndescription: Files.\n---\n")
        return folder / "clerk"
    folder.mkdir()
    name, written = ("one.png", PICTURE) if "image" in type_name else ("one.wav", SOUND)
    file = folder / name
    file.write_bytes(written)
    return file


def config_with(
    managed: Managed, samples: Samples, outer: str, path: tuple[str, ...], file: Path
) -> dict[str, Any]:
    """Return a configuration with the content as a path. A list contains it twice."""
    value: Any = str(file)
    if path:
        value = {path[0]: value}
    if isinstance(managed.attributes[outer], ListOf):
        value = [value, value]
    return {**samples.with_attribute(outer, 0), outer: value}


@pytest.mark.parametrize("read", READ, ids="-".join)
def test_the_same_content_at_another_path_has_an_empty_plan(
    provider: Provider, read: tuple[str, ...], tmp_path: Path
) -> None:
    type_name, outer, *path = read
    managed, samples = Managed(provider, type_name), Samples(provider, type_name)
    here = content(tmp_path / "laptop", type_name)
    there = tmp_path / "ci" / here.name
    shutil.copytree(here.parent, there.parent)
    managed.apply(**config_with(managed, samples, outer, tuple(path), here))
    shutil.rmtree(here.parent)
    elsewhere = config_with(managed, samples, outer, tuple(path), there)
    plan = managed.plan(**elsewhere)
    assert plan.planned == managed.state
    assert not plan.requires_replace
    changed = there / "SKILL.md" if there.is_dir() else there
    changed.write_bytes(changed.read_bytes() + b"more")
    assert managed.plan(**elsewhere).planned != managed.state
