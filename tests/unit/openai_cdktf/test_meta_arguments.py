"""Terraform's meta-arguments, iterators, overrides, aspects, imports and moves."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

import jsii
import pytest
from constructs import Construct

from openai_cdktf import (
    ChatCompletion,
    DataOpenaiModel,
    File,
    OpenaiProvider,
    Project,
    VectorStore,
)

Synth = Callable[..., dict[str, Any]]


@pytest.fixture
def stores(synth: Synth) -> Callable[[], dict[str, Any]]:
    return lambda: synth()["resource"]["openai_vector_store"]


def test_resources_accept_all_meta_arguments(
    cdk: ModuleType, stack: Any, stores: Callable[[], dict[str, Any]]
) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu")
    file = File(stack, "file", purpose="assistants", content="x")
    VectorStore(
        stack,
        "it",
        depends_on=(file,),
        count=3,
        lifecycle={
            "create_before_destroy": True,
            "ignore_changes": ["name"],
            "precondition": [{"condition": "${true}", "error_message": "no"}],
        },
        provider=provider,
        connection={"host": "example.com", "user": "me"},
        provisioners=[
            {"type": "local-exec", "command": "echo"},
            cdk.FileProvisioner(type="file", destination="/srv/x", content="x"),
        ],
    )
    assert stores()["it"] == {
        "depends_on": ["openai_file.file"],
        "count": 3,
        "lifecycle": {
            "create_before_destroy": True,
            "ignore_changes": ["name"],
            "precondition": [{"condition": "${true}", "error_message": "no"}],
        },
        "provider": "openai.eu",
        "connection": {"host": "example.com", "user": "me", "type": "ssh"},
        "provisioner": [
            {"local-exec": {"command": "echo"}},
            {"file": {"destination": "/srv/x", "content": "x"}},
        ],
    }


def test_structs_of_the_cdk_and_mappings_are_synthesized_alike(
    cdk: ModuleType, stack: Any, stores: Callable[[], dict[str, Any]]
) -> None:
    VectorStore(stack, "a", lifecycle={"prevent_destroy": True})
    VectorStore(stack, "b", lifecycle=cdk.TerraformResourceLifecycle(prevent_destroy=True))
    c = VectorStore(stack, "c")
    c.lifecycle = {"prevent_destroy": True}
    assert (
        stores()["a"] == stores()["b"] == stores()["c"] == {"lifecycle": {"prevent_destroy": True}}
    )


def test_replace_triggered_by_contains_plain_addresses(
    cdk: ModuleType, stack: Any, stores: Callable[[], dict[str, Any]]
) -> None:
    file = File(Construct(stack, "nested"), "file", purpose="assistants", content="x")
    address = f"openai_file.{file.friendly_unique_id}"
    triggers = [file, "openai_file.other.id"]
    VectorStore(stack, "a", lifecycle={"replace_triggered_by": triggers})
    VectorStore(stack, "b", lifecycle=cdk.TerraformResourceLifecycle(replace_triggered_by=triggers))
    for name in ("a", "b"):
        assert stores()[name]["lifecycle"] == {
            "replace_triggered_by": [address, "openai_file.other.id"]
        }


def test_for_each_accepts_iterators(
    cdk: ModuleType, stack: Any, stores: Callable[[], dict[str, Any]]
) -> None:
    names = cdk.TerraformIterator.from_list(["a", "b"])
    VectorStore(stack, "list", for_each=names, name=names.value)
    pairs = cdk.TerraformIterator.from_map({"a": {"days": 3, "on": True}})
    each = VectorStore(
        stack,
        "map",
        for_each=pairs,
        name=pairs.key,
        wait_for_completion=pairs.get_boolean("on"),
        expires_after={"anchor": "last_active_at", "days": pairs.get_number("days")},
        file_ids=pairs.get_list("ids"),
        metadata=pairs.get_string_map("tags"),
    )
    chained = cdk.TerraformIterator.from_resources(each)
    VectorStore(stack, "chained", for_each=chained, name=chained.get_string("name"))
    count = cdk.TerraformCount.of(2)
    VectorStore(stack, "counted", count=count, name=f"store {count.index}")
    assert stores() == {
        "list": {"for_each": '${toset(["a", "b"])}', "name": "${each.value}"},
        "map": {
            "for_each": {"a": {"days": 3, "on": True}},
            "name": "${each.key}",
            "wait_for_completion": "${each.value.on}",
            "expires_after": {"anchor": "last_active_at", "days": "${each.value.days}"},
            "file_ids": "${each.value.ids}",
            "metadata": "${each.value.tags}",
        },
        "chained": {"for_each": "${openai_vector_store.map}", "name": "${each.value.name}"},
        "counted": {"count": 2, "name": "store ${count.index}"},
    }


def test_dynamic_returns_a_list_of_objects(cdk: ModuleType, stack: Any, synth: Synth) -> None:
    questions = cdk.TerraformIterator.from_list(["a", "b"])
    ChatCompletion(
        stack,
        "it",
        model="m",
        messages=questions.dynamic({"role": "user", "content": questions.value}),
    )
    assert synth()["resource"]["openai_chat_completion"]["it"]["messages"] == (
        '${[ for key, val in toset(["a", "b"]): {"role" = "user", "content" = val}]}'
    )


def test_overrides_replace_and_remove_arguments(
    stack: Any, stores: Callable[[], dict[str, Any]]
) -> None:
    store = VectorStore(
        stack, "it", name="a", description="b", expires_after={"anchor": "x", "days": 1}
    )
    store.add_override("name", "overridden")
    store.add_override("description", None)
    store.add_override("expires_after.days", 9)
    store.add_override("new.path", "x")
    assert stores()["it"] == {
        "name": "overridden",
        "expires_after": {"anchor": "x", "days": 9},
        "new": {"path": "x"},
    }


def test_logical_ids_can_be_overridden(stack: Any, stores: Callable[[], dict[str, Any]]) -> None:
    store = VectorStore(stack, "it", name="a")
    store.override_logical_id("chosen")
    assert store.friendly_unique_id == "chosen"
    assert list(stores()) == ["chosen"]
    _ = store.fqn
    with pytest.raises(ValueError, match="address of the construct is already used"):
        store.override_logical_id("late")


def test_aspects_can_change_constructs(
    cdk: ModuleType, stack: Any, stores: Callable[[], dict[str, Any]]
) -> None:
    @jsii.implements(cdk.IAspect)
    class Tag:
        def visit(self, node: Any) -> None:
            if isinstance(node, VectorStore):
                node.metadata = {**(node.metadata_input or {}), "team": "search"}  # type: ignore[dict-item]

    VectorStore(stack, "it", metadata={"a": "b"})
    cdk.Aspects.of(stack).add(Tag())
    OpenaiProvider(stack, "openai")
    cdk.Testing.full_synth(stack)
    assert stores()["it"]["metadata"] == {"a": "b", "team": "search"}


def test_existing_objects_can_be_imported(cdk: ModuleType, stack: Any, synth: Synth) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu")
    VectorStore(stack, "it").import_from("vs_1")
    VectorStore(stack, "other").import_from("vs_2", provider)
    VectorStore.generate_config_for_import(stack, "new", "vs_3")
    assert synth()["import"] == [
        {"id": "vs_1", "to": "openai_vector_store.it"},
        {"id": "vs_2", "to": "openai_vector_store.other", "provider": "openai.eu"},
        {"id": "vs_3", "to": "openai_vector_store.new"},
    ]


def test_resources_can_be_moved(stack: Any, synth: Synth) -> None:
    new = VectorStore(stack, "new", name="x")
    new.add_move_target("target")
    VectorStore(stack, "old", name="x").move_to("target")
    VectorStore(stack, "id", name="y").move_to_id("openai_vector_store.elsewhere")
    VectorStore(stack, "from", name="z").move_from_id("openai_vector_store.past")
    code = synth()
    assert sorted(code["resource"]["openai_vector_store"]) == ["from", "new"]
    assert sorted((move["from"], move["to"]) for move in code["moved"]) == [
        ("openai_vector_store.id", "openai_vector_store.elsewhere"),
        ("openai_vector_store.old", "openai_vector_store.new"),
        ("openai_vector_store.past", "openai_vector_store.from"),
    ]


def test_a_move_to_another_type_is_an_error_at_its_line(stack: Any) -> None:
    Project(stack, "project", name="x").add_move_target("place")
    with pytest.raises(ValueError, match="target") as caught:
        VectorStore(stack, "it").move_to("place")
    assert str(caught.value) == (
        'VectorStore "stack/it".move_to: the target "place" is a resource of the type openai_project, not openai_vector_store.'
    )


def _fails(cdk: ModuleType, stack: Any) -> str:
    with pytest.raises(RuntimeError) as caught:
        cdk.Testing.full_synth(stack)
    return str(caught.value)


def test_a_move_to_an_unknown_target_is_an_error_of_the_synthesis(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    OpenaiProvider(stack, "openai")
    VectorStore(stack, "new").add_move_target("place")
    VectorStore(stack, "it").move_to("plac")
    text = (
        'VectorStore "stack/it".move_to: no resource of the stack has the target "plac": did you mean "place"? '
        'The new resource needs add_move_target("plac"). The line is tests/unit/openai_cdktf/test_meta_arguments.py:'
    )
    assert text in _fails(cdk, stack)
    with pytest.raises(RuntimeError, match="did you mean"):
        synth()


def test_moves_and_imports_without_effect_are_errors_of_the_synthesis(
    cdk: ModuleType, stack: Any
) -> None:
    OpenaiProvider(stack, "openai")
    VectorStore(stack, "new")
    VectorStore(stack, "misspelt").move_to_id('openai_vector_store.nwe["a"]')
    VectorStore(stack, "from").move_from_id("openai_vector_store.new")
    VectorStore(stack, "several", count=2).import_from("vs_1")
    VectorStore(stack, "right").move_to_id("openai_vector_store.new[0]")
    VectorStore(stack, "module").move_to_id("module.other.openai_vector_store.new")
    found = [one.strip() for one in _fails(cdk, stack).splitlines() if "] VectorStore" in one]
    assert [one.partition(" The line is tests/unit")[0] for one in found] == [
        (
            '[stack/misspelt] VectorStore "stack/misspelt".move_to_id: the stack has no resource "openai_vector_store.nwe": did '
            'you mean "openai_vector_store.new"? Terraform would destroy the object.'
        ),
        (
            '[stack/from] VectorStore "stack/from".move_from_id: "openai_vector_store.new" is still a resource of the stack. '
            "Remove it."
        ),
        (
            '[stack/several] VectorStore "stack/several".import_from: the resource has count, and Terraform imports single '
            'instances. Write the import into the stack: stack.add_override("import", [{"to": '
            "'openai_vector_store.several[…]', \"id\": …}])."
        ),
    ]


def test_a_missing_provider_is_reported_with_a_construct_and_its_line(
    cdk: ModuleType, stack: Any
) -> None:
    VectorStore(stack, "it")
    DataOpenaiModel(stack, "other", id="gpt-5")
    text = (
        '[stack] VectorStore "stack/it" and 1 other construct: the stack has no OpenaiProvider. Create one in the stack: '
        'OpenaiProvider(stack, "openai"). The line is tests/unit/openai_cdktf/test_meta_arguments.py:'
    )
    assert text in _fails(cdk, stack)
    OpenaiProvider(stack, "openai")
    cdk.Testing.full_synth(stack)


def test_data_sources_accept_their_meta_arguments(stack: Any, synth: Synth) -> None:
    store = VectorStore(stack, "store")
    model = DataOpenaiModel(stack, "it", id="gpt-5", depends_on=[store], count=1)
    assert synth()["data"]["openai_model"]["it"] == {
        "id": "gpt-5",
        "count": 1,
        "depends_on": ["openai_vector_store.store"],
    }
    assert model.fqn != ""
    with pytest.raises(TypeError, match=r"provisioners is unknown"):
        DataOpenaiModel(stack, "wrong", provisioners=[])  # type: ignore[call-arg]


MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "depends on string": (
        {"depends_on": ["x"]},
        "depends_on[0] must be a construct with an address",
    ),
    "depends on one": ({"depends_on": "x"}, "depends_on must be a list, not str"),
    "string for count": ({"count": "3"}, "count must be a number or a TerraformCount, not str"),
    "list for for_each": ({"for_each": ["a"]}, "for_each must be a TerraformIterator, not list"),
    "typo in lifecycle": (
        {"lifecycle": {"prevent_destory": True}},
        "lifecycle.prevent_destory is unknown: did you mean `prevent_destroy`?",
    ),
    "string for lifecycle": (
        {"lifecycle": "x"},
        "lifecycle must be a mapping or a TerraformResourceLifecycle",
    ),
    "interpolated trigger": (
        {"lifecycle": {"replace_triggered_by": ["${openai_file.a.id}"]}},
        "lifecycle.replace_triggered_by[0] must be a resource or an address such as",
    ),
    "number as trigger": (
        {"lifecycle": {"replace_triggered_by": [3]}},
        "lifecycle.replace_triggered_by[0] must be a resource or its address, not int",
    ),
    "string for provider": (
        {"provider": "openai"},
        "provider must be an OpenaiProvider of the same CDK",
    ),
    "unknown provisioner": (
        {"provisioners": [{"type": "chef"}]},
        "provisioners[0].type must be `file`, `local-exec` or `remote-exec`",
    ),
    "typo in connection": (
        {"connection": {"hots": "x"}},
        "connection.hots is unknown: did you mean `host`?",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_a_type_error_with_its_path(stack: Any, mistake: str) -> None:
    given, message = MISTAKES[mistake]
    with pytest.raises(TypeError, match=f'^VectorStore "stack/it": {re.escape(message)}'):
        VectorStore(stack, "it", **given)


def test_count_and_for_each_together_are_an_error(cdk: ModuleType, stack: Any) -> None:
    iterator = cdk.TerraformIterator.from_list(["a"])
    with pytest.raises(TypeError, match="count and for_each are both set: use only one of them"):
        VectorStore(stack, "it", count=1, for_each=iterator)


def test_a_provider_of_the_other_cdk_is_an_error(cdk: ModuleType, stack: Any) -> None:
    import cdktf
    import cdktn

    other = {cdktf: cdktn, cdktn: cdktf}[cdk]
    provider = OpenaiProvider(other.TerraformStack(other.Testing.app(), "s"), "openai")
    with pytest.raises(
        TypeError, match=f"must be an OpenaiProvider of the same CDK as the stack .{cdk.__name__}."
    ):
        VectorStore(stack, "it", provider=provider)
