"""Every construct reports all faults at once: its path, the argument, what is allowed, and the line of the program."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import Project, VectorStore
from openai_cdktf._misfits import InvalidArgumentsError
from openai_cdktf._struct import StructOf
from tests.declared_objects import arguments, construct_class, every_object

EVERY = [
    *((construct_class(block, one), one) for block, one in every_object()),
]


def rejected(make: Callable[[], object]) -> InvalidArgumentsError:
    """Return the error, which has no other error above it, and names the line of the program."""
    with pytest.raises(InvalidArgumentsError) as caught:
        make()
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__
    assert "jsii" not in "".join(traceback.format_exception_only(error))
    assert error.__notes__[0].startswith("The line is tests/unit/openai_cdktf/test_bad_input.py:")
    return error


def faults_of(error: InvalidArgumentsError) -> list[str]:
    """Return the faults, one for each line, without the name of the construct."""
    first, *lines = str(error).splitlines()
    return [line.removeprefix("  - ") for line in lines] or [first.partition('": ')[2]]


def test_every_construct_names_all_missing_arguments(stack: Any) -> None:
    for construct, declaration in EVERY:
        required = [name for name, one in declaration.schema.items() if one.required]
        if required:
            error = rejected(lambda construct=construct: construct(stack, "it"))  # type: ignore[misc]
            assert str(error).startswith(f'{construct.__name__} "stack/it": ')
            found = faults_of(error)
            assert {f"{name} is required, but not set" for name in required} <= {*found}
    assert stack.node.children == []


def test_every_construct_names_all_faults(stack: Any) -> None:
    for construct, declaration in EVERY:
        given = arguments(declaration.schema.attributes, everything=True)
        if not given:
            continue
        name, *others = given
        wrong = {**dict.fromkeys(others, object()), f"{name}x": given[name]}
        error = rejected(lambda c=construct, w=wrong: c(stack, "it", **w))  # type: ignore[misc]
        found = faults_of(error)
        assert any(one.startswith(f"{name}x is unknown: did you mean `") for one in found), found
        for other in others:
            assert any(one.startswith(f"{other} must be ") for one in found), (other, found)
    assert stack.node.children == []


def test_every_struct_names_its_faults_with_their_paths(stack: Any) -> None:
    checked = 0
    for construct, declaration in EVERY:
        for name, argument in construct._arguments.items():
            if not isinstance(argument.kind, StructOf):
                continue
            given = arguments(declaration.schema.attributes, everything=False)
            wrong = {**given, name: {"unheard_of": 1}}
            error = rejected(lambda c=construct, w=wrong: c(stack, "it", **w))  # type: ignore[misc]
            assert any(
                one.startswith(f"{name}.unheard_of is unknown: ") for one in faults_of(error)
            )
            checked += 1
    assert checked > 50
    assert stack.node.children == []


def test_a_misspelt_argument_is_not_also_missing(stack: Any) -> None:
    error = rejected(lambda: Project(stack, "it", nme="x", residency=5))  # type: ignore[call-arg, arg-type]
    assert faults_of(error) == [
        "nme is unknown: did you mean `name`?",
        "residency must be a string, not int (5)",
    ]


def test_an_id_that_exists_is_an_error_without_a_jsii_stack(stack: Any) -> None:
    VectorStore(stack, "it")
    error = rejected(lambda: VectorStore(stack, "it"))
    assert str(error).startswith(
        'VectorStore "stack/it": the id "it" is already used in "stack": choose another id'
    )


def test_the_note_names_the_line_of_the_program(stack: Any) -> None:
    frame = inspect.currentframe()
    assert frame is not None
    error = rejected(lambda: VectorStore(stack, "it", name=True))  # type: ignore[arg-type]
    line = frame.f_lineno - 1
    assert error.__notes__ == [f"The line is tests/unit/openai_cdktf/test_bad_input.py:{line}."]
    assert str(error) == 'VectorStore "stack/it": name must be a string, not bool (True)'


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("count", "x", "count must be a number or a TerraformCount, not str"),
        ("for_each", [3], "for_each must be a TerraformIterator, not list"),
        ("provider", "x", "provider must be an OpenaiProvider"),
        ("depends_on", [3], "depends_on[0] must be an address such as"),
        ("connection", {"hots": "x"}, "connection.hots is unknown: did you mean `host`?"),
        ("lifecycle", {"x": True}, "lifecycle.x is unknown: "),
    ],
)
def test_meta_arguments_are_checked_when_they_are_assigned(
    stack: Any, name: str, value: Any, message: str
) -> None:
    it = VectorStore(stack, "it")
    error = rejected(lambda: setattr(it, name, value))
    assert str(error).startswith(f'VectorStore "stack/it": {message}')


def test_assigned_meta_arguments_are_used(cdk: ModuleType, stack: Any, synth: Any) -> None:
    it = VectorStore(stack, "it")
    it.depends_on = ["openai_vector_store.first"]
    it.count = 2
    assert synth()["resource"]["openai_vector_store"]["it"] == {
        "count": 2,
        "depends_on": ["openai_vector_store.first"],
    }


def test_all_faults_of_meta_arguments_are_reported(stack: Any) -> None:
    error = rejected(
        lambda: VectorStore(
            stack,
            "it",
            depends_on=[3, "x"],  # type: ignore[list-item]
            count="x",  # type: ignore[arg-type]
            lifecycle={"x": 1, "y": 2},  # type: ignore[typeddict-unknown-key]
            name=3,  # type: ignore[arg-type]
        )
    )
    assert [one.split()[0] for one in faults_of(error)] == [
        "depends_on[0]",
        "depends_on[1]",
        "count",
        "lifecycle.x",
        "lifecycle.y",
        "name",
    ]
