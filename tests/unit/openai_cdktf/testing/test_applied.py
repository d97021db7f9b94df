"""The state and the outputs of a deployment: addresses, constructs and classes as keys."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import Agent, DataOpenaiModel, File, OpenaiProvider, VectorStore
from openai_cdktf.patterns import KnowledgeBase
from openai_cdktf.testing import Plan
from openai_cdktf.testing.applied import Outputs, State


@pytest.fixture
def handbook(stack: Any) -> KnowledgeBase:
    OpenaiProvider(stack, "openai")
    return KnowledgeBase(stack, "handbook", documents={"a.md": "x", "b.md": "y"})


@pytest.fixture
def files(handbook: KnowledgeBase) -> list[str]:
    """The addresses of the files."""
    address = f"openai_file.{handbook.files.friendly_unique_id}"
    return [f'{address}["{name}"]' for name in ("a.md", "b.md")]


@pytest.fixture
def state(handbook: KnowledgeBase, files: list[str]) -> State:
    return State(
        {
            f"openai_vector_store.{handbook.store.friendly_unique_id}": {"id": "vs_1"},
            "openai_vector_store.other": {"id": "vs_2"},
            "data.openai_model.newest": {"id": "gpt-5"},
            "random_pet.pet": {"id": "cat"},
            **{address: {"id": address} for address in files},
        }
    )


def test_constructs_and_classes_are_keys_of_the_state(
    cdk: ModuleType, stack: Any, handbook: KnowledgeBase, state: State, files: list[str]
) -> None:
    newest = DataOpenaiModel(stack, "newest", kind="gpt")
    pet = cdk.TerraformResource(stack, "pet", terraform_resource_type="random_pet")
    assert state[handbook.store] == {"id": "vs_1"}
    assert state[newest] == state[DataOpenaiModel] == {"id": "gpt-5"}
    assert state[pet] == {"id": "cat"}
    assert list(state.of(handbook.files)) == list(state.of(File)) == files
    assert list(state.of(VectorStore)) == [one for one in state if "vector_store" in one]
    keys: Any = state
    assert (handbook.store in keys, File in keys, Agent in keys) == (True, True, False)
    assert ("random_pet.pet" in keys, "x" in keys) == (True, False)


def test_wrong_keys_of_the_state_are_explained(
    stack: Any, handbook: KnowledgeBase, state: State, files: list[str]
) -> None:
    other = VectorStore(stack, "othr", name="x")
    for key, fault in (
        ("openai_vector_store.othr", "The state has no openai_vector_store.othr: did you mean openai_vector_store.other? It has: "),
        (other, "The state has no openai_vector_store.othr: did you mean openai_vector_store.other? It has: "),
        (Agent, "The state has no openai_agent. It has: openai_vector_store.handbook"),
        (File, f"The state has 2 objects of openai_file: use an address, or `state.of(…)`: {', '.join(files)}"),
        (handbook.files, f"The state has 2 objects of {files[0][:-8]}: use"),
        (files[0][:-8], "The state has 2 objects of openai_file."),
        (handbook, "KnowledgeBase stack/handbook is not one object: use a construct in it"),
    ):  # fmt: skip
        with pytest.raises(KeyError, match=re.escape(fault)):
            state[key]


def test_outputs_have_names_and_constructs_as_keys(cdk: ModuleType, stack: Any) -> None:
    outputs = Outputs(answer="yes", total=3)
    assert outputs == {"answer": "yes", "total": 3}
    assert outputs[cdk.TerraformOutput(stack, "answer", value="x")] == "yes"
    with pytest.raises(
        KeyError, match=r"no output anwser: did you mean answer\? It has: answer, t"
    ):
        outputs["anwser"]


def test_a_plan_finds_the_change_of_a_construct(handbook: KnowledgeBase) -> None:
    address = f"openai_vector_store.{handbook.store.friendly_unique_id}"
    change: Any = {"actions": ["create"], "before": None, "after": {}}
    entry = {"address": address, "type": "openai_vector_store", "mode": "managed", "change": change}
    plan = Plan({"resource_changes": [entry]}, "")
    assert plan.change(handbook.store) == plan.change(address)
