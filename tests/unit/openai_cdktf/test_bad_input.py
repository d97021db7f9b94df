"""Every construct reports all faults at once: its path, the argument, what is allowed, and the line of the program."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from constructs import Construct, RootConstruct

from openai_cdktf import OpenaiProvider, Project, VectorStore
from openai_cdktf._calls import Call
from openai_cdktf._misfits import InvalidArgumentsError
from openai_cdktf._struct import StructOf
from openai_cdktf.patterns import KnowledgeBase
from tests.declared_objects import arguments, construct_class, every_object

MISSING = object()
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


@pytest.mark.parametrize("place", ["missing", "none", "text", "app", "below app", "no app"])
def test_every_construct_names_a_wrong_scope_with_all_other_faults(app: Any, place: str) -> None:
    scope, text = {
        "missing": (MISSING, "is required, but not set"),
        "none": (None, "must be a stack or a construct in a stack, not NoneType. Inside the class"),
        "text": ("stack", "must be a stack or a construct in a stack, not str. Inside the class"),
        "app": (app, "must be in a stack, but it is the App or a construct outside of all stacks"),
        "below app": (Construct(app, "x"), "must be in a stack, but it is the App or a construct"),
        "no app": (RootConstruct("root"), "must be in a stack, but no TerraformStack contains it"),
    }[place]
    for construct, declaration in EVERY:
        call = Call.of(construct.__init__, 1)
        given = arguments(declaration.schema.attributes, everything=True)
        wrong: dict[str, Any] = {**dict.fromkeys(given, object()), "unheard_of": 1}
        wrong |= {call.positional[1]: 3} | ({} if scope is MISSING else {"scope": scope})
        meta = [] if construct is OpenaiProvider else ["count"]
        error = rejected(lambda c=construct, w=wrong, m=meta: c(**w, **dict.fromkeys(m, "x")))  # type: ignore[misc]
        found = faults_of(error)
        assert str(error).startswith(construct.__name__)
        assert sum(one.startswith(f"scope {text}") for one in found) == 1, found
        for name in (call.positional[1], *given, "unheard_of", *meta):
            assert sum(one.startswith((f"{name} must be ", f"{name} is unknown: ")) for one in found) == 1, (name, found)  # fmt: skip
    patterned = rejected(lambda: KnowledgeBase(scope, 3, documents=5))  # type: ignore[arg-type]
    assert {one.split()[0] for one in faults_of(patterned)} == {"scope", "id", "documents"}


def test_lookups_name_a_wrong_scope_with_the_other_faults() -> None:
    error = rejected(lambda: VectorStore.from_name(None, 3))  # type: ignore[call-arg, arg-type]
    assert [one.split()[0] for one in faults_of(error)] == ["id", "scope", "name"]


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
