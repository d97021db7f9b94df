"""Ephemeral resources work on both CDKs, although only one of them has a class for them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import cdktf
import cdktn
import pytest

from openai_cdktf import EphemeralOpenaiChatCompletion, OpenaiProvider, VectorStore

Synth = Callable[..., dict[str, Any]]

ARGUMENTS: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "x"}]}


def test_all_meta_arguments_and_references_work(cdk: ModuleType, stack: Any, synth: Synth) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu")
    store = VectorStore(stack, "store")
    iterator = cdk.TerraformIterator.from_list(["a"])
    first = EphemeralOpenaiChatCompletion(
        stack, "first", **ARGUMENTS, depends_on=[store], provider=provider
    )
    EphemeralOpenaiChatCompletion(
        stack,
        "second",
        model=first.model,
        messages=[{"role": "user", "content": iterator.value}],
        for_each=iterator,
    )
    EphemeralOpenaiChatCompletion(
        stack,
        "third",
        **ARGUMENTS,
        count=2,
        lifecycle={"precondition": [{"condition": True, "error_message": "x"}]},
    )
    other = OpenaiProvider(stack, "other", alias="other", api_key=first.choices[0].message.content)
    other.add_override("timeout", "1s")
    first.add_override("temperature", 0.5)
    code = synth()
    assert code["ephemeral"]["openai_chat_completion"] == {
        "first": {
            **ARGUMENTS,
            "depends_on": ["openai_vector_store.store"],
            "provider": "openai.eu",
            "temperature": 0.5,
        },
        "second": {
            "model": "${ephemeral.openai_chat_completion.first.model}",
            "messages": [{"role": "user", "content": "${each.value}"}],
            "for_each": '${toset(["a"])}',
        },
        "third": {
            **ARGUMENTS,
            "count": 2,
            "lifecycle": {"precondition": [{"condition": True, "error_message": "x"}]},
        },
    }
    assert code["provider"]["openai"][1]["api_key"] == (
        "${ephemeral.openai_chat_completion.first.choices[0].message.content}"
    )
    assert "ephemeral.openai_chat_completion" not in code["resource"]


def test_other_blocks_can_depend_on_an_ephemeral_resource(stack: Any, synth: Synth) -> None:
    ephemeral = EphemeralOpenaiChatCompletion(stack, "it", **ARGUMENTS)
    VectorStore(stack, "store", depends_on=[ephemeral])
    store = synth()["resource"]["openai_vector_store"]["store"]
    assert store == {"depends_on": ["ephemeral.openai_chat_completion.it"]}


def test_cdktf_reports_a_missing_provider() -> None:
    stack = cdktf.TerraformStack(cdktf.Testing.app(), "stack")
    EphemeralOpenaiChatCompletion(stack, "it", **ARGUMENTS)
    with pytest.raises(RuntimeError, match="without a matching provider construct"):
        cdktf.Testing.synth(stack, run_validations=True)


def test_cdktn_reports_a_terraform_that_is_too_old() -> None:
    app = cdktn.Testing.app(context={"targetVersions": {"terraform": ">=1.5.0"}})
    stack = cdktn.TerraformStack(app, "stack")
    OpenaiProvider(stack, "openai")
    EphemeralOpenaiChatCompletion(stack, "it", **ARGUMENTS)
    with pytest.raises(RuntimeError, match="ephemeral resources"):
        cdktn.Testing.synth(stack, run_validations=True)


def test_cdktn_reports_write_only_arguments_for_an_old_terraform() -> None:
    from openai_cdktf import ChatCompletion

    app = cdktn.Testing.app(context={"targetVersions": {"terraform": ">=1.10.0"}})
    stack = cdktn.TerraformStack(app, "stack")
    OpenaiProvider(stack, "openai")
    ChatCompletion(stack, "it", model="m", messages_wo=[{"role": "user", "content": "x"}])
    with pytest.raises(RuntimeError, match="write-only"):
        cdktn.Testing.synth(stack, run_validations=True)


def test_cdktf_reports_that_it_cannot_write_hcl() -> None:
    stack = cdktf.TerraformStack(cdktf.Testing.app(), "stack")
    EphemeralOpenaiChatCompletion(stack, "it", **ARGUMENTS)
    with pytest.raises(RuntimeError, match="cdktf cannot write ephemeral resources as HCL"):
        cdktf.Testing.synth_hcl(stack)


def test_cdktn_writes_hcl() -> None:
    stack = cdktn.TerraformStack(cdktn.Testing.app(), "stack")
    EphemeralOpenaiChatCompletion(stack, "it", **ARGUMENTS)
    hcl = cdktn.Testing.synth_hcl(stack)
    assert 'ephemeral "openai_chat_completion" "it" {' in hcl
    assert 'messages = [{ role = "user", content = "x" }]' in hcl
