"""The names that users import."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import openai_cdktf
import openai_cdktf.testing
from provider_shim.objects import LIST_RESOURCES, RESOURCES
from tests.declared_objects import class_name, every_object

FOLDER = Path(openai_cdktf.__file__).parent
FUNCTIONS = {"trigger": "triggers"}
"""Public functions, with their modules."""


def modules() -> list[str]:
    """Return the modules of the constructs."""
    return [path.stem for path in FOLDER.glob("[a-z]*.py") if path.stem not in FUNCTIONS.values()]


SECOND_NAMES = {
    class_name("resource", kind): class_name("resource", first)
    for kind in RESOURCES.values()
    for first in kind.__mro__[1:]
    if first in RESOURCES.values()
}
"""The constructs of resources by the second names of these."""


def first_name(name: str) -> str:
    """Return the name of a class: a second name of a resource has the structs and references of the first one."""
    for second, first in SECOND_NAMES.items():
        if name.startswith(second) and name != second:
            return first + name.removeprefix(second)
    return name


def test_a_second_name_has_the_arguments_of_the_first() -> None:
    assert SECOND_NAMES == {"FineTune": "FineTuningJob"}
    assert issubclass(openai_cdktf.FineTune, openai_cdktf.FineTuningJob)
    assert openai_cdktf.FineTune.TF_RESOURCE_TYPE == "openai_fine_tune"
    assert openai_cdktf.FineTuneMethod is openai_cdktf.FineTuningJobMethod


def test_all_lists_every_public_class_in_order() -> None:
    public = [
        name
        for module in (
            import_module(f"openai_cdktf.{stem}")
            for stem in [*modules(), "_misfits", "_todo", "_warnings"]
        )
        for name, item in vars(module).items()
        if inspect.isclass(item)
        and (
            item.__module__ == "openai_cdktf"
            or (item.__module__ == module.__name__ and "._" not in module.__name__)
            or first_name(name) == item.__name__ != name
        )
    ]
    assert openai_cdktf.__all__ == ["TODO", *sorted([*{*public} - {"TODO"}, *FUNCTIONS])]


def test_errors_and_warnings_show_their_public_names() -> None:
    shown = [
        f"{one.__module__}.{one.__qualname__}"
        for package in (openai_cdktf, openai_cdktf.testing)
        for name in package.__all__
        if isinstance(one := getattr(package, name), type) and issubclass(one, Exception)
    ]
    assert shown == [
        "openai_cdktf.InvalidArgumentsError",
        "openai_cdktf.StackWarning",
        "openai_cdktf.testing.InvalidStackError",
        "openai_cdktf.testing.TerraformError",
    ]


def test_every_name_is_the_first_or_second_name_of_its_class() -> None:
    assert [getattr(openai_cdktf, name).__name__ for name in openai_cdktf.__all__] == [
        first_name(name) for name in openai_cdktf.__all__
    ]
    assert set(openai_cdktf.__all__) <= set(dir(openai_cdktf))


def test_an_unknown_name_raises_the_usual_error() -> None:
    with pytest.raises(AttributeError, match="module 'openai_cdktf' has no attribute 'Nothing'"):
        openai_cdktf.Nothing  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'Nothing' from 'openai_cdktf'"):
        from openai_cdktf import Nothing  # type: ignore[attr-defined]  # noqa: F401


def test_only_imported_constructs_are_loaded() -> None:
    program = (
        "import sys; from openai_cdktf import VectorStore; "
        "print(*(m for m in sys.modules if m.startswith('openai_cdktf.') and '._' not in m))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["openai_cdktf.vector_store"]


def test_every_object_has_a_construct() -> None:
    names = {class_name(block, declaration) for block, declaration in every_object()}
    assert {*names, "OpenaiProvider"} <= set(openai_cdktf.__all__)


def test_modules_have_the_names_of_generated_bindings() -> None:
    expected = {"provider"}
    for block, declaration in every_object():
        prefix = "" if block == "resource" else f"{block}_openai_"
        expected.add(prefix + declaration.type_name.removeprefix("openai_"))
    expected |= {f"query_{type_name}" for type_name in LIST_RESOURCES}
    assert {*modules()} == expected


def test_all_class_names_are_unique() -> None:
    classes = [
        name
        for path in FOLDER.glob("[a-z]*.py")
        for name in re.findall(r"^class (\w+)\(", path.read_text(), re.MULTILINE)
    ]
    assert sorted(classes) == sorted(set(classes))


@pytest.mark.parametrize("package", ["openai_cdktf", "openai_cdktf_pytest", "openai_sandbox"])
def test_packages_that_tests_of_users_import_are_typed(package: str) -> None:
    assert (FOLDER.parent / package / "py.typed").exists()
