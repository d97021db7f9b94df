"""Ephemeral resources, which one CDK knows and the other does not."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import cdktf
import cdktn
import pytest

from openai_cdktf import EphemeralOpenaiChatCompletion, OpenaiProvider, VectorStore

Synth = Callable[..., dict[str, Any]]

ASKED: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "x"}]}


def test_all_meta_arguments_and_references_work_alike(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu")
    store = VectorStore(stack, "store")
    iterator = cdk.TerraformIterator.from_list(["a"])
    first = EphemeralOpenaiChatCompletion(
        stack, "first", **ASKED, depends_on=[store], provider=provider
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
        **ASKED,
        count=2,
        lifecycle={"precondition": [{"condition": True, "error_message": "x"}]},
    )
    other = OpenaiProvider(stack, "other", alias="other", api_key=first.choices[0].message.content)
    other.add_override("timeout", "1s")
    first.add_override("temperature", 0.5)
    code = synth()
    assert code["ephemeral"]["openai_chat_completion"] == {
        "first": {
            **ASKED,
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
            **ASKED,
            "count": 2,
            "lifecycle": {"precondition": [{"condition": True, "error_message": "x"}]},
        },
    }
    assert code["provider"]["openai"][1]["api_key"] == (
        "${ephemeral.openai_chat_completion.first.choices[0].message.content}"
    )
    assert "ephemeral.openai_chat_completion" not in code["resource"]


def test_others_can_depend_on_it(stack: Any, synth: Synth) -> None:
    ephemeral = EphemeralOpenaiChatCompletion(stack, "it", **ASKED)
    VectorStore(stack, "store", depends_on=[ephemeral])
    store = synth()["resource"]["openai_vector_store"]["store"]
    assert store == {"depends_on": ["ephemeral.openai_chat_completion.it"]}


def test_cdktf_misses_the_provider_as_with_resources() -> None:
    stack = cdktf.TerraformStack(cdktf.Testing.app(), "stack")
    EphemeralOpenaiChatCompletion(stack, "it", **ASKED)
    with pytest.raises(RuntimeError, match="without a matching provider construct"):
        cdktf.Testing.synth(stack, run_validations=True)


def test_cdktn_knows_from_which_terraform_on() -> None:
    app = cdktn.Testing.app(context={"targetVersions": {"terraform": ">=1.5.0"}})
    stack = cdktn.TerraformStack(app, "stack")
    OpenaiProvider(stack, "openai")
    EphemeralOpenaiChatCompletion(stack, "it", **ASKED)
    with pytest.raises(RuntimeError, match="ephemeral resources"):
        cdktn.Testing.synth(stack, run_validations=True)


def test_cdktn_knows_write_only_arguments() -> None:
    from openai_cdktf import ChatCompletion

    app = cdktn.Testing.app(context={"targetVersions": {"terraform": ">=1.10.0"}})
    stack = cdktn.TerraformStack(app, "stack")
    OpenaiProvider(stack, "openai")
    ChatCompletion(stack, "it", model="m", messages_wo=[{"role": "user", "content": "x"}])
    with pytest.raises(RuntimeError, match="write-only"):
        cdktn.Testing.synth(stack, run_validations=True)


def test_cdktf_refuses_to_leave_it_out_of_hcl() -> None:
    stack = cdktf.TerraformStack(cdktf.Testing.app(), "stack")
    EphemeralOpenaiChatCompletion(stack, "it", **ASKED)
    with pytest.raises(
        RuntimeError, match="cdktf cannot write ephemeral resources in Terraform's own language"
    ):
        cdktf.Testing.synth_hcl(stack)


def test_cdktn_writes_it_in_hcl() -> None:
    stack = cdktn.TerraformStack(cdktn.Testing.app(), "stack")
    EphemeralOpenaiChatCompletion(stack, "it", **ASKED)
    hcl = cdktn.Testing.synth_hcl(stack)
    assert 'ephemeral "openai_chat_completion" "it" {' in hcl
    assert 'messages = [{ role = "user", content = "x" }]' in hcl
