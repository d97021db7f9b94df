"""The synthesized code of every construct, with required arguments, with all arguments, and with tokens."""

from __future__ import annotations

import copy
from collections.abc import Callable
from importlib.metadata import version
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import (
    Assistant,
    AssistantTools,
    AssistantToolsFunction,
    ChatCompletion,
    ChatCompletionMessages,
    DataOpenaiModel,
    DataOpenaiModels,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreExpiresAfter,
    VectorStoreFile,
)
from provider_shim.engine.configuration import SCHEMA
from provider_shim.engine.declaration import Declaration
from tests.declared_objects import (
    arguments,
    class_name,
    construct_class,
    every_argument,
    every_object,
)

Synth = Callable[..., dict[str, Any]]

OBJECTS = [
    pytest.param(block, declaration, id=class_name(block, declaration))
    for block, declaration in every_object()
]


@pytest.mark.parametrize(("block", "declaration"), OBJECTS)
def test_arguments_become_attributes_with_the_same_name(
    stack: Any, synth: Synth, block: str, declaration: type[Declaration]
) -> None:
    attributes = declaration.schema.attributes
    sets = [arguments(attributes, everything=False), *every_argument(attributes)]
    for number, given in enumerate(sets):
        construct_class(block, declaration)(stack, f"it-{number}", **given)
    expected = {
        f"it-{number}": {"config": given} if block == "action" else given
        for number, given in enumerate(sets)
    }
    assert synth()[block] == {declaration.type_name: expected}


def test_the_provider_accepts_all_arguments(stack: Any, synth: Synth) -> None:
    for number, given in enumerate(every_argument(SCHEMA.attributes)):
        OpenaiProvider(stack, f"openai-{number}", **given)
        assert synth()["provider"]["openai"][number] == given
    assert synth()["terraform"]["required_providers"] == {
        "openai": {"source": "openai-cdktf/openai", "version": version("openai-cdktf")}
    }


@pytest.mark.parametrize(
    ("block", "declaration"), [one for one in OBJECTS if one.values[0] != "action"]
)
def test_every_attribute_has_a_reference(
    cdk: ModuleType, stack: Any, synth: Synth, block: str, declaration: type[Declaration]
) -> None:
    given = arguments(declaration.schema.attributes, everything=False)
    construct = construct_class(block, declaration)(stack, "it", **given)
    for name in declaration.schema.attributes:
        cdk.TerraformOutput(stack, name, value=getattr(construct, name))
    address = f"{'' if block == 'resource' else block + '.'}{declaration.type_name}.it"
    for name, output in synth()["output"].items():
        assert output["value"] in {f"${{{address}.{name}}}", f"${{tolist({address}.{name})}}"}


def test_the_testing_functions_of_the_cdk_find_our_constructs(cdk: ModuleType, stack: Any) -> None:
    OpenaiProvider(stack, "openai")
    File(stack, "file", purpose="assistants", content="x")
    DataOpenaiModel(stack, "model", id="gpt-4o")
    testing, made = cdk.Testing, cdk.Testing.synth(stack)
    assert testing.to_have_provider(made, "openai")
    assert testing.to_have_resource(made, File.TF_RESOURCE_TYPE)
    assert not testing.to_have_resource(made, VectorStore.TF_RESOURCE_TYPE)
    assert testing.to_have_data_source_with_properties(made, "openai_model", {"id": "gpt-4o"})
    for purpose in ("assistants", "batch"):
        found = testing.to_have_resource_with_properties(
            made, File.TF_RESOURCE_TYPE, {"purpose": purpose}
        )
        assert found is (purpose == "assistants")


def test_references_can_be_used_like_values(stack: Any, synth: Synth) -> None:
    file = File(stack, "file", purpose="assistants", content="x")
    store = VectorStore(stack, "store", file_ids=[file.id], metadata={"file": file.id})
    VectorStore(
        stack,
        "other",
        name=f"{file.filename} of {file.bytes} bytes",
        file_ids=store.file_ids,
        metadata=store.metadata,
        wait_for_completion=store.wait_for_completion,
        chunking_strategy=store.chunking_strategy,
        expires_after={"anchor": store.expires_after.anchor, "days": store.file_counts.total},
    )
    assert synth()["resource"]["openai_vector_store"] == {
        "store": {
            "file_ids": ["${openai_file.file.id}"],
            "metadata": {"file": "${openai_file.file.id}"},
        },
        "other": {
            "name": "${openai_file.file.filename} of ${openai_file.file.bytes} bytes",
            "file_ids": "${tolist(openai_vector_store.store.file_ids)}",
            "metadata": "${openai_vector_store.store.metadata}",
            "wait_for_completion": "${openai_vector_store.store.wait_for_completion}",
            "chunking_strategy": "${openai_vector_store.store.chunking_strategy}",
            "expires_after": {
                "anchor": "${openai_vector_store.store.expires_after.anchor}",
                "days": "${openai_vector_store.store.file_counts.total}",
            },
        },
    }


def test_tokens_of_the_cdk_can_be_used_like_values(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    variable = cdk.TerraformVariable(stack, "variable", type="any")
    VectorStore(
        stack,
        "store",
        name=variable.string_value,
        file_ids=variable.list_value,
        metadata=cdk.Token.as_string_map(variable.value),
        wait_for_completion=variable.boolean_value,
        expires_after=variable.value,
        timeouts={"create": cdk.Fn.format("%sm", [variable.string_value])},
    )
    VectorStore(stack, "days", expires_after={"anchor": "x", "days": variable.number_value})
    stores = synth()["resource"]["openai_vector_store"]
    assert stores["store"] == {
        "name": "${var.variable}",
        "file_ids": "${var.variable}",
        "metadata": "${var.variable}",
        "wait_for_completion": "${var.variable}",
        "expires_after": "${var.variable}",
        "timeouts": {"create": '${format("%sm", var.variable)}'},
    }
    assert stores["days"]["expires_after"]["days"] == "${var.variable}"


def test_structs_mappings_and_mixtures_are_synthesized_alike(stack: Any, synth: Synth) -> None:
    schema = {"type": "object", "default": None, "enum": ["a", None, 1.5, False]}
    function = AssistantToolsFunction(name="f", parameters=schema, strict=True)
    Assistant(stack, "a", model="m", tools=[AssistantTools(type="function", function=function)])
    Assistant(stack, "b", model="m", tools=({"type": "function", "function": function},))
    plain = {"name": "f", "parameters": schema, "strict": True}
    Assistant(stack, "c", model="m", tools=[{"type": "function", "function": plain}])
    found = synth()["resource"]["openai_assistant"]
    assert found["a"] == found["b"] == found["c"]
    assert found["a"]["tools"] == [{"type": "function", "function": plain}]


def test_null_is_kept_in_free_json_and_unsets_other_arguments(stack: Any, synth: Synth) -> None:
    Assistant(
        stack,
        "a",
        model="m",
        name=None,
        tools=[
            {
                "type": "function",
                "function": {"name": "f", "description": None, "parameters": {"x": None}},
            }
        ],
    )
    assert synth()["resource"]["openai_assistant"]["a"] == {
        "model": "m",
        "tools": [{"type": "function", "function": {"name": "f", "parameters": {"x": None}}}],
    }


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_a_copy_of_a_struct_is_synthesized_alike(
    stack: Any, synth: Synth, again: Callable[[Any], Any]
) -> None:
    parameters = {"a": None, "enum": [None, 1]}
    function = AssistantToolsFunction(name="f", parameters=parameters)
    tool = again(AssistantTools(type="function", function=function))
    Assistant(stack, "a", model="m", tools=[tool])
    (given,) = synth()["resource"]["openai_assistant"]["a"]["tools"]
    assert given["function"]["parameters"] == parameters


def test_tuples_sets_and_enums_are_synthesized(stack: Any, synth: Synth) -> None:
    import enum

    class Purpose(enum.StrEnum):
        ASSISTANTS = "assistants"

    class Key(str, enum.Enum):  # noqa: UP042 - the older form, whose str() differs from its value
        ANCHOR = "anchor"
        DAYS = "days"

    File(stack, "f", purpose=Purpose.ASSISTANTS, content="x")
    VectorStore(
        stack, "keys", expires_after={Key.ANCHOR: "x", Key.DAYS: 3}, metadata={Key.DAYS: Key.DAYS}
    )
    VectorStore(stack, "tuple", file_ids=("a", "b"))
    VectorStore(stack, "set", file_ids={"c", "a", "b"})
    code = synth()["resource"]
    assert code["openai_file"]["f"]["purpose"] == "assistants"
    assert code["openai_vector_store"]["keys"] == {
        "expires_after": {"anchor": "x", "days": 3},
        "metadata": {"days": "days"},
    }
    assert code["openai_vector_store"]["tuple"]["file_ids"] == ["a", "b"]
    assert code["openai_vector_store"]["set"]["file_ids"] == ["a", "b", "c"]


def test_a_union_accepts_each_of_its_types(stack: Any, synth: Synth) -> None:
    ChatCompletion(
        stack,
        "c",
        model="m",
        messages=[
            ChatCompletionMessages(role="user", content="text"),
            ChatCompletionMessages(role="user", content=[{"type": "text", "text": "part"}]),
        ],
    )
    VectorStoreFile(
        stack, "f", vector_store_id="v", file_id="f", attributes={"a": "x", "b": 1.5, "c": True}
    )
    code = synth()["resource"]
    messages = code["openai_chat_completion"]["c"]["messages"]
    assert [message["content"] for message in messages] == [
        "text",
        [{"type": "text", "text": "part"}],
    ]
    assert code["openai_vector_store_file"]["f"]["attributes"] == {"a": "x", "b": 1.5, "c": True}


def test_arguments_can_be_changed_read_and_unset(stack: Any, synth: Synth) -> None:
    store = VectorStore(stack, "s", name="first", metadata={"a": "b"})
    assert store.name_input == "first"
    store.name = "second"
    store.put_expires_after(anchor="last_active_at", days=3)
    store.reset_metadata()
    assert (store.name_input, store.metadata_input) == ("second", None)
    assert store.expires_after_input == VectorStoreExpiresAfter(anchor="last_active_at", days=3)
    assert synth()["resource"]["openai_vector_store"]["s"] == {
        "name": "second",
        "expires_after": {"anchor": "last_active_at", "days": 3},
    }


def test_later_changes_of_a_given_list_have_no_effect(stack: Any, synth: Synth) -> None:
    ids = ["a"]
    VectorStore(stack, "s", file_ids=ids)
    ids.append("b")
    assert synth()["resource"]["openai_vector_store"]["s"]["file_ids"] == ["a"]


def test_items_of_lists_sets_and_maps_have_references(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    models = DataOpenaiModels(stack, "models")
    store = VectorStore(stack, "store", metadata={"team": "x"}, file_ids=["f"])
    chat = ChatCompletion(stack, "chat", model="m", messages=[{"role": "user", "content": "x"}])
    values = {
        "list": models.ids[0],
        "object": models.models[1].id,
        "got": models.models.get(2).created,
        "set": store.file_ids[0],
        "map": store.metadata["team"],
        "lookup": store.metadata.lookup('a"b'),
        "deep": chat.choices[0].message.content,
        "any": chat.messages[0]["content"],
    }
    for name, value in values.items():
        cdk.TerraformOutput(stack, name, value=value)
    found = {name: output["value"] for name, output in synth()["output"].items()}
    assert found == {
        "list": "${data.openai_models.models.ids[0]}",
        "object": "${data.openai_models.models.models[1].id}",
        "got": "${data.openai_models.models.models[2].created}",
        "set": "${tolist(openai_vector_store.store.file_ids).0}",
        "map": '${openai_vector_store.store.metadata["team"]}',
        "lookup": '${openai_vector_store.store.metadata["a\\"b"]}',
        "deep": "${openai_chat_completion.chat.choices[0].message.content}",
        "any": '${openai_chat_completion.chat.messages[0]["content"]}',
    }
