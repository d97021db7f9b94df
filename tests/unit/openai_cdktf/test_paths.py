"""Paths begin at the project, must exist, and are synthesized relative to the folder of the stack."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import File, ImageEdit, ImageEditImage, Skill, VoiceConsent
from openai_cdktf._paths import LocalPath
from openai_cdktf.patterns import KnowledgeBase
from provider_shim.vocabulary.schema import AnyOf, Attribute, Collection, Dynamic, Object, String
from tests.declared_objects import ASSET, construct_class, every_argument, every_object

Synth = Callable[..., dict[str, Any]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a handbook. It is the working directory."""
    (tmp_path / "cdktf.json").write_text("{}")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "handbook.md").write_text("Ask for help early.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def app(cdk: ModuleType, project: Path) -> Any:
    return cdk.App(outdir=str(project / "cdktf.out"), skip_validation=True)


HERE = "../../../docs/handbook.md"
"""The path of the handbook, relative to the folder of a stack."""


@pytest.mark.parametrize(
    "given", ["docs/handbook.md", "./docs/../docs/handbook.md", Path("docs/handbook.md")], ids=str
)
def test_a_relative_path_becomes_relative_to_the_stacks_folder(
    stack: Any, synth: Synth, given: str | Path
) -> None:
    File(stack, "f", purpose="assistants", source=given)
    assert synth()["resource"]["openai_file"]["f"]["source"] == HERE


def test_an_absolute_path_becomes_relative_to_the_stacks_folder(
    stack: Any, synth: Synth, project: Path
) -> None:
    File(stack, "f", purpose="assistants", source=project / "docs" / "handbook.md")
    assert synth()["resource"]["openai_file"]["f"]["source"] == HERE


def test_relative_paths_begin_at_the_folder_of_cdktf_json(
    stack: Any, synth: Synth, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "docs")
    File(stack, "f", purpose="assistants", source="docs/handbook.md")
    assert synth()["resource"]["openai_file"]["f"]["source"] == HERE


def test_relative_paths_begin_at_the_working_directory_without_cdktf_json(
    stack: Any, synth: Synth, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "cdktf.json").unlink()
    monkeypatch.chdir(project / "docs")
    File(stack, "f", purpose="assistants", source="handbook.md")
    assert synth()["resource"]["openai_file"]["f"]["source"] == HERE


def test_the_synthesized_path_leads_to_the_file(
    cdk: ModuleType, stack: Any, app: Any, project: Path
) -> None:
    File(stack, "f", purpose="assistants", source="docs/handbook.md")
    app.synth()
    folder = project / "cdktf.out" / "stacks" / "stack"
    assert (folder / "cdk.tf.json").exists()
    assert (folder / HERE).read_text() == "Ask for help early."


def test_an_output_folder_can_be_a_link(
    cdk: ModuleType, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = project / "out"
    link.symlink_to(tmp_path_factory.mktemp("elsewhere"), target_is_directory=True)
    app = cdk.App(outdir=str(link), skip_validation=True)
    stack = cdk.TerraformStack(app, "stack")
    file = File(stack, "f", purpose="assistants", source="docs/handbook.md")
    app.synth()
    written = file.to_terraform()["resource"]["openai_file"]["f"]["source"]
    assert (link / "stacks" / "stack" / written).read_text() == "Ask for help early."


def test_a_path_in_a_test_stack_is_relative_to_its_folder(cdk: ModuleType, project: Path) -> None:
    app = cdk.Testing.app()
    stack = cdk.TerraformStack(app, "stack")
    file = File(stack, "f", purpose="assistants", source="docs/handbook.md")
    written = file.to_terraform()["resource"]["openai_file"]["f"]["source"]
    folder = os.path.realpath(app.outdir)
    assert os.path.normpath(f"{folder}/stacks/stack/{written}") == str(
        project / "docs" / "handbook.md"
    )


def test_a_missing_file_raises_at_its_line(stack: Any, project: Path) -> None:
    with pytest.raises(
        TypeError,
        match=rf'File "stack/f": source must be the path of a file, but "{project}/none.md" does not',
    ):
        File(stack, "f", purpose="assistants", source="none.md")
    with pytest.raises(
        TypeError, match=r"source must be the path of a file, but .*docs\" is a folder, not a file"
    ):
        File(stack, "f", purpose="assistants", source=Path("docs"))
    with pytest.raises(TypeError, match="source must be the path of a file or folder"):
        Skill(stack, "s", source="none")
    with pytest.raises(TypeError, match=r"ImageEditImage: source must be the path of a file"):
        ImageEditImage(source="none.png")


def test_some_arguments_accept_folders(stack: Any, synth: Synth) -> None:
    Skill(stack, "s", source=Path("docs"))
    assert synth()["resource"]["openai_skill"]["s"]["source"] == "../../../docs"


def test_paths_inside_objects_and_lists_become_relative_too(stack: Any, synth: Synth) -> None:
    image = ImageEditImage(source=Path("docs/handbook.md"))
    ImageEdit(stack, "i", model="m", prompt="x", image=[image, {"source": "docs/handbook.md"}])
    VoiceConsent(
        stack, "v", name="v", language="en-US", recording={"source": Path("docs/handbook.md")}
    )
    code = synth()["resource"]
    assert code["openai_image_edit"]["i"]["image"] == [{"source": HERE}] * 2
    assert code["openai_voice_consent"]["v"]["recording"] == {"source": HERE}


def test_a_path_can_be_assigned_and_read_back(stack: Any, synth: Synth) -> None:
    file = File(stack, "f", purpose="assistants", source="cdktf.json")
    file.source = Path("docs/handbook.md")
    assert file.source_input == Path("docs/handbook.md")
    assert synth()["resource"]["openai_file"]["f"]["source"] == HERE
    with pytest.raises(TypeError, match="does not exist"):
        file.source = "none"


def test_tokens_and_expressions_do_not_change(cdk: ModuleType, stack: Any, synth: Synth) -> None:
    variable = cdk.TerraformVariable(stack, "path", type="string")
    other = File(stack, "other", purpose="assistants", source="docs/handbook.md")
    for name, given in {
        "variable": variable.string_value,
        "expression": "${path.module}/handbook.md",
        "reference": other.source,
    }.items():
        File(stack, name, purpose="assistants", source=given)
    files = synth()["resource"]["openai_file"]
    assert files["variable"]["source"] == "${var.path}"
    assert files["expression"]["source"] == "${path.module}/handbook.md"
    assert files["reference"]["source"] == "${openai_file.other.source}"


def test_the_path_of_an_asset_does_not_change(
    cdk: ModuleType, stack: Any, synth: Synth, project: Path
) -> None:
    asset = cdk.TerraformAsset(stack, "handbook", path=str(project / "docs/handbook.md"))
    File(stack, "f", purpose="assistants", source=asset.path)
    folder = cdk.TerraformAsset(
        stack, "docs", path=str(project / "docs"), type=cdk.AssetType.DIRECTORY
    )
    Skill(stack, "s", source=folder.path)
    code = synth()["resource"]
    assert code["openai_file"]["f"]["source"] == asset.path
    assert code["openai_skill"]["s"]["source"] == folder.path


def test_a_path_below_home_does_not_change(
    stack: Any, synth: Synth, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(project))
    File(stack, "f", purpose="assistants", source="~/docs/handbook.md")
    assert synth()["resource"]["openai_file"]["f"]["source"] == "~/docs/handbook.md"
    with pytest.raises(TypeError, match="does not exist"):
        File(stack, "g", purpose="assistants", source="~/none.md")


def test_a_path_on_another_drive_stays_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: str) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", none)
    assert LocalPath("/a/b").seen_from("/c") == "/a/b"


def test_separators_of_windows_become_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "relpath", lambda *_: "..\\docs\\handbook.md")
    monkeypatch.setattr(os, "sep", "\\")
    assert LocalPath("/a/b").seen_from("/c") == "../docs/handbook.md"


def _declared(attributes: Mapping[str, Attribute]) -> Iterator[tuple[str, String]]:
    """Yield all configurable strings at any depth, with their names."""
    for name, attribute in attributes.items():
        if attribute.configurable:
            yield from _within(name, attribute)


def _within(name: str, attribute: Attribute) -> Iterator[tuple[str, String]]:
    match attribute:
        case String():
            yield name, attribute
        case Object():
            yield from _declared(attribute.attributes)
        case Collection():
            yield from _within(name, attribute.element)
        case AnyOf():
            for alternative in attribute.alternatives:
                yield from _within(name, alternative)
        case Dynamic(shape=Attribute() as shape):
            yield from _within(name, shape)


READ = {
    f"{block} {declaration.type_name}": (block, declaration)
    for block, declaration in every_object()
    if any(one.reads for _, one in _declared(declaration.schema.attributes))
}


def test_every_source_argument_beside_a_content_is_a_path() -> None:
    for _, declaration in every_object():
        strings = list(_declared(declaration.schema.attributes))
        if "content_base64" in dict(strings):
            assert any(name == "source" and one.reads for name, one in strings), declaration


@pytest.mark.parametrize("name", READ)
def test_every_path_becomes_relative_to_the_stacks_folder(
    stack: Any, synth: Synth, name: str
) -> None:
    block, declaration = READ[name]
    sets = [json.dumps(given) for given in every_argument(declaration.schema.attributes)]
    given = next(given for given in sets if ASSET in given)
    path = json.loads(given.replace(ASSET, "docs/handbook.md"))
    construct_class(block, declaration)(stack, "it", **path)
    expected = json.loads(given.replace(ASSET, HERE))
    assert synth()[block][declaration.type_name]["it"] == expected


@pytest.mark.parametrize("has_project", [True, False])
def test_a_missing_file_says_why_paths_begin_there(
    stack: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_project: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    why = ", because there is no cdktf.json in it or above it"
    project = tmp_path / "cdktf.json"
    project.write_text("{}") if has_project else project.unlink(missing_ok=True)
    for make in (
        lambda: File(stack, "file", source="nothing/a.md", purpose="assistants"),
        lambda: KnowledgeBase(stack, "one", documents=["nothing/a.md"]),
        lambda: KnowledgeBase(stack, "all", documents="nothing/*.md"),
    ):
        with pytest.raises(ValueError, match="does not exist") as failure:
            make()
        where = f'relative paths begin at "{tmp_path}"'
        assert f"({where}{'' if has_project else why})" in str(failure.value)
    with pytest.raises(ValueError, match="does not exist") as failure:
        File(stack, "file", source=tmp_path / "nothing.md", purpose="assistants")
    assert "relative paths" not in str(failure.value)
