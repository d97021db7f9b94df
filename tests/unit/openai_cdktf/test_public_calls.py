"""Every public call reports its faults like a construct: what was called, all faults, and the line, without frames of jsii."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

import pytest
from constructs import Construct

import openai_cdktf
from openai_cdktf import (
    ActionOpenaiBatchCancel,
    EphemeralOpenaiContainer,
    File,
    OpenaiProvider,
    QueryOpenaiFile,
    VectorStore,
    VectorStoreExpiresAfter,
    guardrails,
    patterns,
    testing,
    trigger,
)
from openai_cdktf._calls import Call
from openai_cdktf._misfits import InvalidArgumentsError
from openai_cdktf._struct import Struct
from openai_cdktf_pytest.plugin import pytest_runtest_makereport
from tests.declared_objects import arguments, construct_class, every_object

EVERY = [(construct_class(block, one), one) for block, one in every_object()]

OF_THE_CDK = {
    *("is_construct", "is_terraform_data_source", "is_terraform_element"),
    *("is_terraform_ephemeral_resource", "is_terraform_provider", "is_terraform_resource"),
    *("to_hcl_terraform", "to_metadata", "to_string", "to_terraform"),
    *("has_resource_move", "unbound", "with_"),
}
"""Methods of the CDK that take no argument, or every value."""

NOT_CALLED = {
    *("Block", "Change", "Deploy", "Level", "RECOMMENDED", "Sink", "TrainingEstimate"),
}
"""Public names of the packages for types, values and results."""


def rejected(call: Callable[[], object], error: type[Exception] = InvalidArgumentsError) -> str:
    """Return the message of a wrong call. Its traceback ends here, with only a few frames of this library below it."""
    with pytest.raises(error) as caught:
        call()
    frames = [one.filename for one in traceback.extract_tb(caught.value.__traceback__)]
    below = frames[len(frames) - frames[::-1].index(__file__) :]
    assert len(below) <= 4, frames
    assert all("/openai_cdktf/_" in one for one in below), frames
    assert not [one for one in frames if "jsii" in one or "typeguard" in one], frames
    assert shown_files(caught.value) == {__file__}
    (note,) = caught.value.__notes__
    assert note.startswith("The line is tests/unit/openai_cdktf/test_public_calls.py:"), note
    return str(caught.value)


def shown_files(error: Exception) -> set[str]:
    """Return the files of the frames that pytest shows for an error."""

    def fail() -> None:
        raise error

    failed = pytest.CallInfo.from_call(fail, "call")
    next(pytest_runtest_makereport(failed))
    assert failed.excinfo is not None
    _, *shown = failed.excinfo.traceback.filter(failed.excinfo)  # the first one is pytest's own
    return {str(one.path) for one in shown}


def methods(construct: Any) -> Iterator[tuple[str, object]]:
    """Yield the name and the function of each public method of a construct."""
    for name in dir(type(construct)):
        if not name.startswith("_") and name not in OF_THE_CDK:
            member = inspect.getattr_static(type(construct), name)
            if hasattr(type(construct), name) and isinstance(member, FunctionType | classmethod):
                yield name, getattr(member, "__func__", member)


def test_every_method_of_every_construct_reports_wrong_calls(stack: Any) -> None:
    checked: dict[object, str] = {}
    for number, (kind, declaration) in enumerate(EVERY):
        given = arguments(declaration.schema.attributes, everything=False)
        construct: Any = kind(stack, f"it-{number}", **given)
        for name, function in methods(construct):
            if function in checked:  # many constructs inherit it
                continue
            checked[function] = name
            method = getattr(construct, name)
            message = rejected(lambda method=method: method(unheard_of=1))
            subject = (
                kind.__name__
                if name.startswith(("from_", "generate_"))
                else f'{kind.__name__} "stack/it-{number}"'
            )
            assert message.startswith(f"{subject}.{name}: "), message
            assert "unheard_of is unknown" in message
            call = Call.of(method)
            for wrong in (one for one in call.positional if one in call.kinds):
                values = dict.fromkeys(call.required, "x") | {wrong: object()}
                if "scope" in values:
                    values["scope"] = stack
                message = rejected(lambda m=method, v=values: m(**v))
                assert f"{wrong} must be " in message, message
    names = {"add_override", "override_logical_id", "import_from", "move_to", "from_name"}
    assert names <= {*checked.values()}
    assert len(checked) > 100


def test_every_construct_reports_a_wrong_id(stack: Any) -> None:
    for kind, declaration in EVERY:
        name = kind.__name__
        given = arguments(declaration.schema.attributes, everything=False)
        id_name = Call.of(kind.__init__, 1).positional[1]
        for wrong, text in (
            (lambda k=kind, g=given: k(stack, **g), f"{id_name} is required, but not set"),
            (lambda k=kind, g=given: k(stack, 3, **g), f"{id_name} must be a string, not int"),
            (lambda k=kind, g=given: k(stack, "", **g), f"{id_name} cannot be empty"),
        ):
            message = rejected(wrong)
            assert message.startswith(f'{name} in "stack": ')
            assert text in message
        message = rejected(lambda k=kind, g=given: k(stack, "y", "z", **g))
        assert (
            message
            == f'{name} "stack/y": pass only scope and {id_name} by position, and all other arguments by name'
        )
    assert stack.node.children == []


def test_all_faults_of_a_call_are_reported_at_once(stack: Any) -> None:
    message = rejected(lambda: VectorStore(stack, nmae="x", metadata=3))  # type: ignore[call-arg, arg-type]
    for part in ("id is required", "nmae is unknown: did you mean `name`?", "metadata must be"):
        assert part in message
    message = rejected(
        lambda: patterns.Team(stack, "it", membrs={}, alerts_at=[2], models=[])  # type: ignore[call-arg]
    )
    for part in (
        "membrs is unknown: did you mean `members`?",
        "alerts_at[0] must be",
        "models: At least one",
    ):
        assert part in message
    assert stack.node.children == []


def test_every_struct_names_its_fields_if_they_are_set_by_position() -> None:
    structs = [
        one
        for one in (getattr(openai_cdktf, name) for name in openai_cdktf.__all__)
        if inspect.isclass(one) and issubclass(one, Struct)
    ]
    for struct in structs:
        message = rejected(lambda struct=struct: struct("x"))
        assert message.startswith(f"{struct.__name__}: set the fields by name, not by position: ")
    assert len(structs) > 100


@pytest.mark.parametrize("package", [patterns, guardrails, testing], ids=lambda one: one.__name__)
def test_every_public_name_of_the_packages_reports_wrong_calls(
    package: ModuleType, stack: Any
) -> None:
    for name in package.__all__:
        member: Any = getattr(package, name)
        if name in NOT_CALLED or (inspect.isclass(member) and issubclass(member, Exception)):
            continue
        called: list[Any] = [member]
        if inspect.isclass(member):
            called = [
                getattr(member, each)
                for each, one in vars(member).items()
                if isinstance(one, classmethod | staticmethod) and each[0] != "_"
            ] + ([member] if "__init__" in vars(member) else [])
        for one in called:
            scope = [stack, "it"] if inspect.isclass(one) and issubclass(one, Construct) else []
            assert "unheard_of is unknown" in rejected(lambda o=one, s=scope: o(*s, unheard_of=1))
    assert stack.node.children == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda it: it.add_override("a..b", 1),
            'path must contain steps with dots between them, such as `metadata.team`, not "a..b"',
        ),
        (lambda it: it.add_override("a", object()), "value must be a JSON value"),
        (lambda it: it.add_override("a", {"b": [object()]}), "value.b[0] must be a JSON value"),
        (
            lambda it: it.override_logical_id("a b"),
            'new_logical_id must be a name of letters, digits, "_" and "-" that begins with a letter, not "a b"',
        ),
        (lambda it: it.import_from(""), "id cannot be empty: it is the id of the existing object"),
        (lambda it: it.import_from("x", "y"), "provider must be an OpenaiProvider"),
        (lambda it: it.move_to("x", 0), "index 0 is ignored by the CDK: use `move_to_id`"),
        (lambda it: it.move_to("x", [1]), "index must be a string or a whole number, not list"),
        (
            lambda it: it.move_to_id("other"),
            'id must be an address such as `openai_vector_store.name`, not "other"',
        ),
        (lambda it: it.move_from_id("${x}"), "id must be an address such as"),
        (lambda it: it.get_string_attribute(""), "terraform_attribute cannot be empty"),
        (lambda it: it.put_expires_after(), "days is required, but not set"),
    ],
)
def test_values_of_methods_are_checked(
    stack: Any, call: Callable[[Any], Any], message: str
) -> None:
    it = VectorStore(stack, "it")
    if "put" in message or "days" in message:
        assert "VectorStore" in rejected(lambda: call(it))
    else:
        assert message in rejected(lambda: call(it))
        assert rejected(lambda: call(it)).startswith('VectorStore "stack/it".')


def test_an_object_moves_only_once(stack: Any) -> None:
    it = VectorStore(stack, "it")
    it.move_to_id("openai_vector_store.other")
    message = rejected(lambda: it.move_from_id("openai_vector_store.first"))
    assert message == (
        'VectorStore "stack/it".move_from_id: an object can move only once in a plan, and `move_to_id` has already moved it'
    )
    it.add_move_target("place")
    assert 'Target "place" has already been used' in rejected(
        lambda: VectorStore(stack, "second").add_move_target("place")
    )


def test_an_address_in_use_cannot_change(stack: Any) -> None:
    it = VectorStore(stack, "it")
    _ = it.fqn
    for call in (lambda: it.override_logical_id("x"), it.reset_override_logical_id):
        assert "is already used, for example in a reference" in rejected(call)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            {"lifecycle": {"create_before_destroy": "yes"}},
            "lifecycle.create_before_destroy must be True or False, not str",
        ),
        (
            {"lifecycle": {"ignore_changes": ["nmae"]}},
            'lifecycle.ignore_changes[0] must be the name of an attribute, not "nmae": did you mean `name`?',
        ),
        (
            {"lifecycle": {"ignore_changes": "name"}},
            'lifecycle.ignore_changes must be a list of attributes, or "all", not "name"',
        ),
        (
            {"lifecycle": {"precondition": [{"conditon": True}]}},
            "lifecycle.precondition[0].conditon is unknown: did you mean `condition`?",
        ),
        (
            {"lifecycle": {"precondition": [3]}},
            "lifecycle.precondition[0] must be a mapping with `condition` and `error_message`",
        ),
        (
            {"lifecycle": {"postcondition": [{"condition": True}]}},
            "lifecycle.postcondition[0].error_message is required, but not set",
        ),
        ({"connection": {"user": "me"}}, "connection.host is required, but not set"),
        ({"connection": {"host": "x", "port": "y"}}, "connection.port must be a number, not str"),
        (
            {"provisioners": [{"type": "local-exec"}]},
            "provisioners[0].command is required, but not set",
        ),
        (
            {"provisioners": [{"type": "local_exec"}]},
            "provisioners[0].type must be `file`, `local-exec` or `remote-exec`: did you mean `local-exec`?",
        ),
        (
            {"provisioners": [{"type": "file", "destination": "x", "connection": {"hots": "x"}}]},
            "provisioners[0].connection.hots is unknown: did you mean `host`?",
        ),
        ({"count": -1}, "count must be a whole number from 0, not -1"),
        ({"count": 1.5}, "count must be a whole number from 0, not 1.5"),
        ({"depends_on": [3]}, "depends_on[0] must be a construct with an address"),
        ({"for_each": ["a"]}, "for_each must be a TerraformIterator, not list"),
        ({"provider": "eu"}, "provider must be an OpenaiProvider"),
    ],
)
def test_faults_of_meta_arguments_have_their_paths(stack: Any, value: Any, message: str) -> None:
    found = rejected(lambda: VectorStore(stack, "it", **value))
    assert found.startswith('VectorStore "stack/it": ')
    assert message in found
    if "depends_on" not in value:  # later, it takes addresses
        it = VectorStore(stack, "it")
        ((name, one),) = value.items()
        assert message in rejected(lambda: setattr(it, name, one))


def test_a_provider_of_another_kind_is_rejected(cdk: ModuleType, stack: Any) -> None:
    other = cdk.TerraformProvider(stack, "other", terraform_resource_type="random")
    assert (
        "provider must be an OpenaiProvider, not a configuration of the provider random"
        in rejected(lambda: VectorStore(stack, "it", provider=other))
    )


def test_count_and_for_each_exclude_each_other_later_too(cdk: ModuleType, stack: Any) -> None:
    it = VectorStore(stack, "it", count=2)
    each = cdk.TerraformIterator.from_list(["a"])
    assert "for_each and count are both set: use only one of them" in rejected(
        lambda: setattr(it, "for_each", each)
    )


def test_blocks_have_only_their_own_members(stack: Any) -> None:
    batch = ActionOpenaiBatchCancel(stack, "cancel", batch_id="batch_1")
    container = EphemeralOpenaiContainer(stack, "container", name="x")
    query = QueryOpenaiFile(stack, "query")
    for block, kind in ((batch, "action"), (container, "ephemeral resource"), (query, "query")):
        for name in ("import_from", "move_to", "add_move_target", "move_from_id", "move_to_id"):
            assert not hasattr(block, name)
        message = rejected(lambda b=block: setattr(b, "connection", {"host": "x"}), AttributeError)
        assert message.endswith(f"{kind} blocks do not support `connection`")


def test_attributes_and_references_name_the_construct(stack: Any) -> None:
    it = VectorStore(
        stack, "it", expires_after=VectorStoreExpiresAfter(anchor="last_active_at", days=3)
    )
    for call, message in (
        (lambda: setattr(it, "nmae", 1), "has no attribute `nmae`: did you mean `name`?"),
        (lambda: setattr(it, "status", 1), ": status is read-only, because the provider sets it"),
        (lambda: setattr(it.file_counts, "total", 1), ": file_counts.total is read-only"),
        (lambda: setattr(it.expires_after, "dyas", 1), ": expires_after has no attribute `dyas`"),
    ):
        message_found = rejected(call, AttributeError)
        assert message_found.startswith('VectorStore "stack/it"')
        assert message in message_found
    for use in (
        lambda: bool(it.name),
        lambda: it.file_ids.get(-1),
        lambda: it.metadata[3],  # type: ignore[index]
        lambda: f"{it.file_counts}",
        lambda: f"{it}",
    ):
        assert rejected(use).startswith('VectorStore "stack/it"')


def test_functions_are_named_with_their_package(stack: Any) -> None:
    it = File(stack, "it", purpose="assistants", content="x")
    assert rejected(lambda: trigger(it, actoins=[])).startswith("trigger: ")  # type: ignore[call-arg]
    assert (
        rejected(lambda: guardrails.apply(stack))
        == "guardrails.apply: rules is required, but not set"
    )  # type: ignore[call-arg]
    assert rejected(
        lambda: guardrails.check(stack, [guardrails.RequireBudget]), TypeError
    ).endswith(  # type: ignore[list-item]
        "is not a rule: write RequireBudget()"
    )
    assert "must be a mapping" not in rejected(lambda: testing.Template.from_stack("x"))  # type: ignore[arg-type]
    assert rejected(lambda: OpenaiProvider(stack, "p", alias=3)).startswith(
        'OpenaiProvider "stack/p": alias'
    )  # type: ignore[arg-type]
