"""What users import."""

from __future__ import annotations

import inspect
from pathlib import Path

import openai_cdktf
from tests.declared_objects import class_name, every_object

FOLDER = Path(openai_cdktf.__file__).parent


def test_all_lists_every_public_class_in_order() -> None:
    public = [name for name, item in vars(openai_cdktf).items() if inspect.isclass(item)]
    assert openai_cdktf.__all__ == sorted(public)


def test_every_object_has_its_construct() -> None:
    names = {class_name(block, declaration) for block, declaration in every_object()}
    assert {*names, "OpenaiProvider"} <= set(openai_cdktf.__all__)


def test_modules_are_called_as_generated_bindings_call_theirs() -> None:
    modules = {path.stem for path in FOLDER.glob("[a-z]*.py")}
    expected = {"provider"}
    for block, declaration in every_object():
        prefix = {"resource": "", "data": "data_openai_", "ephemeral": "ephemeral_openai_"}[block]
        expected.add(prefix + declaration.type_name.removeprefix("openai_"))
    assert modules == expected


def test_the_package_is_typed() -> None:
    assert (FOLDER / "py.typed").exists()
