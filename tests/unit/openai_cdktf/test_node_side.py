"""Node stores the arguments, so the synthesis does not call Python."""

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

ARGUMENTS: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "x"}]}


def test_the_synthesis_does_not_call_python(
    stack: Any, synth: Synth, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu", headers={"X-Team": "a"})
    store = VectorStore(stack, "store", name="x", provider=provider)
    DataOpenaiModel(stack, "model", id=store.id, provider=provider)
    ChatCompletion(stack, "answer", model="m", messages_wo=ARGUMENTS["messages"], provider=provider)
    EphemeralOpenaiChatCompletion(stack, "ephemeral", **ARGUMENTS, provider=provider)
    calls = []
    monkeypatch.setattr(
        jsii._kernel, "_handle_callback", lambda _, callback: calls.append(callback)
    )
    code = synth()
    assert calls == []
    assert code["resource"]["openai_vector_store"]["store"]["name"] == "x"
    assert code["ephemeral"]["openai_chat_completion"]["ephemeral"]["model"] == "m"
    assert code["provider"]["openai"] == [{"alias": "eu", "headers": {"X-Team": "a"}}]


def test_later_changes_of_arguments_are_synthesized(stack: Any, synth: Synth) -> None:
    provider = OpenaiProvider(stack, "openai", max_retries=1)
    store = VectorStore(stack, "store", name="first", metadata={"a": "b"}, file_ids=["file-1"])
    answer = ChatCompletion(stack, "answer", **ARGUMENTS)
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


def test_an_override_does_not_change_the_argument(stack: Any, synth: Synth) -> None:
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


def test_overrides_in_items_of_lists_are_applied_once(stack: Any, synth: Synth) -> None:
    function = {"name": "f", "parameters": {"required": ["a"]}}
    tools = [{"type": "function", "function": function}]
    answer = ChatCompletion(stack, "answer", **ARGUMENTS, tools=tools)
    answer.add_override("tools.0.function.parameters.required", ["b"])
    for _ in range(2):
        (tool,) = synth()["resource"]["openai_chat_completion"]["answer"]["tools"]
        assert tool["function"] == {"name": "f", "parameters": {"required": ["a", "b"]}}
    answer.tools = tools
    assert synth()["resource"]["openai_chat_completion"]["answer"]["tools"] == [tool]


def test_later_changes_of_a_given_list_are_not_synthesized(stack: Any, synth: Synth) -> None:
    files = ["file-1"]
    VectorStore(stack, "store", file_ids=files)
    files.append("file-2")
    assert synth()["resource"]["openai_vector_store"]["store"] == {"file_ids": ["file-1"]}


def test_the_description_of_the_classes_for_jsii_is_valid(cdk: ModuleType) -> None:
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
