"""Arguments are held in Node: the CDK asks Python for nothing when it synthesizes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import jsii._kernel
import pytest

from openai_cdktf import (
    ChatCompletion,
    DataOpenaiModel,
    EphemeralOpenaiChatCompletion,
    OpenaiProvider,
    VectorStore,
)

Synth = Callable[..., dict[str, Any]]

ASKED: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "x"}]}


def test_synthesis_asks_python_for_nothing(
    stack: Any, synth: Synth, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu", headers={"X-Team": "a"})
    store = VectorStore(stack, "store", name="x", provider=provider)
    DataOpenaiModel(stack, "model", id=store.id, provider=provider)
    ChatCompletion(stack, "answer", model="m", messages_wo=ASKED["messages"], provider=provider)
    EphemeralOpenaiChatCompletion(stack, "ephemeral", **ASKED, provider=provider)
    asked = []
    monkeypatch.setattr(
        jsii._kernel, "_handle_callback", lambda _, callback: asked.append(callback)
    )
    code = synth()
    assert asked == []
    assert code["resource"]["openai_vector_store"]["store"]["name"] == "x"
    assert code["ephemeral"]["openai_chat_completion"]["ephemeral"]["model"] == "m"
    assert code["provider"]["openai"] == [{"alias": "eu", "headers": {"X-Team": "a"}}]


def test_what_is_set_and_unset_later_reaches_the_code(stack: Any, synth: Synth) -> None:
    provider = OpenaiProvider(stack, "openai", max_retries=1)
    store = VectorStore(stack, "store", name="first", metadata={"a": "b"}, file_ids=["file-1"])
    answer = ChatCompletion(stack, "answer", **ASKED)
    store.name = "second"
    store.file_ids = ["file-2"]
    store.reset_metadata()
    answer.tools = [{"type": "function", "function": {"name": "f", "parameters": {"a": None}}}]
    provider.headers = {"X-Team": "a"}
    provider.reset_max_retries()
    code = synth()
    assert code["resource"]["openai_vector_store"]["store"] == {
        "name": "second",
        "file_ids": ["file-2"],
    }
    (tool,) = code["resource"]["openai_chat_completion"]["answer"]["tools"]
    assert tool["function"]["parameters"] == {"a": None}
    assert code["provider"]["openai"] == [{"headers": {"X-Team": "a"}}]


def test_an_override_does_not_change_what_is_held(stack: Any, synth: Synth) -> None:
    store = VectorStore(stack, "store", name="x", metadata={"a": "b"}, file_ids=["file-1"])
    store.add_override("metadata.c", "d")
    store.add_override("file_ids", ["file-2"])
    synth()
    store.add_override("metadata", "replaced")
    assert synth()["resource"]["openai_vector_store"]["store"] == {
        "name": "x",
        "metadata": "replaced",
        "file_ids": ["file-1", "file-2"],
    }
    assert store.metadata_input == {"a": "b"}


def test_overrides_within_items_of_lists_do_not_add_up(stack: Any, synth: Synth) -> None:
    function = {"name": "f", "parameters": {"required": ["a"]}}
    tools = [{"type": "function", "function": function}]
    answer = ChatCompletion(stack, "answer", **ASKED, tools=tools)
    answer.add_override("tools.0.function.parameters.required", ["b"])
    for _ in range(2):
        (tool,) = synth()["resource"]["openai_chat_completion"]["answer"]["tools"]
        assert tool["function"] == {"name": "f", "parameters": {"required": ["a", "b"]}}
    answer.tools = tools
    assert synth()["resource"]["openai_chat_completion"]["answer"]["tools"] == [tool]


def test_what_python_changes_afterwards_in_a_given_list_does_not_count(
    stack: Any, synth: Synth
) -> None:
    files = ["file-1"]
    VectorStore(stack, "store", file_ids=files)
    files.append("file-2")
    assert synth()["resource"]["openai_vector_store"]["store"] == {"file_ids": ["file-1"]}


def test_what_tells_jsii_of_the_classes_is_valid(cdk: ModuleType) -> None:
    code = (
        f"import {cdk.__name__} as cdk; from openai_cdktf import VectorStore; "
        "stack = cdk.TerraformStack(cdk.Testing.app(), 's'); VectorStore(stack, 'store', name='x'); "
        "print(cdk.Testing.synth(stack))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "JSII_VALIDATE_ASSEMBLIES": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert '"openai_vector_store"' in done.stdout, done.stderr
