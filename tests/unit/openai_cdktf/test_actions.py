"""Actions, for which no CDK has a class, and the triggers that invoke them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import cdktf
import cdktn
import pytest

from openai_cdktf import (
    ActionOpenaiBatchCancel,
    Batch,
    DataOpenaiBatch,
    EphemeralOpenaiChatCompletion,
    OpenaiProvider,
    VectorStore,
    trigger,
)

Synth = Callable[..., dict[str, Any]]


@pytest.fixture
def batch(stack: Any) -> Batch:
    return Batch(stack, "batch", input_file_id="file-1", endpoint="/v1/responses")


@pytest.fixture
def cancel(stack: Any, batch: Batch) -> ActionOpenaiBatchCancel:
    return ActionOpenaiBatchCancel(stack, "cancel", batch_id=batch.id)


@pytest.fixture
def triggers(synth: Synth) -> Callable[[], Any]:
    """Return the triggers of the batch, with both methods of the CDK."""

    def of_batch() -> Any:
        found = [
            synth()["resource"]["openai_batch"]["batch"]["lifecycle"]["action_trigger"]
            for _ in range(2)
        ]
        assert found[0] == found[1]
        return found[0]

    return of_batch


def test_an_action_becomes_a_block_with_its_arguments_in_config(
    cdk: ModuleType, stack: Any, synth: Synth, batch: Batch
) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu")
    iterator = cdk.TerraformIterator.from_list(["batch_1"])
    ActionOpenaiBatchCancel(stack, "one", batch_id=batch.id, wait=False, provider=provider)
    ActionOpenaiBatchCancel(stack, "each", batch_id=iterator.value, for_each=iterator)
    several = ActionOpenaiBatchCancel(stack, "several", batch_id="batch_1", count=2)
    several.timeout = "5m"
    several.add_override("config.project_id", "proj_1")
    assert synth()["action"] == {
        "openai_batch_cancel": {
            "one": {
                "config": {"batch_id": "${openai_batch.batch.id}", "wait": False},
                "provider": "openai.eu",
            },
            "each": {
                "config": {"batch_id": "${each.value}"},
                "for_each": '${toset(["batch_1"])}',
            },
            "several": {
                "config": {"batch_id": "batch_1", "project_id": "proj_1", "timeout": "5m"},
                "count": 2,
            },
        }
    }
    assert set(synth()["resource"]) == {"openai_batch"}


def test_an_action_in_a_construct_has_a_unique_address(cdk: ModuleType, stack: Any) -> None:
    scope = cdk.TerraformElement(stack, "inner")
    action = ActionOpenaiBatchCancel(scope, "cancel", batch_id="batch_1")
    assert action.address == f"action.openai_batch_cancel.{action.friendly_unique_id}"
    assert action.address.startswith("action.openai_batch_cancel.inner_cancel")


def test_attributes_of_an_action_cannot_be_referred_to(cancel: ActionOpenaiBatchCancel) -> None:
    with pytest.raises(
        TypeError, match='"stack/cancel" is an action, so other blocks cannot refer'
    ):
        _ = cancel.batch_id
    assert cancel.wait_input is None


@pytest.mark.parametrize("name", ["depends_on", "lifecycle"])
def test_unsupported_meta_arguments_of_actions_are_an_error(stack: Any, name: str) -> None:
    refused: dict[str, Any] = {name: []}
    with pytest.raises(TypeError, match=f"{name} is unknown"):
        ActionOpenaiBatchCancel(stack, "it", batch_id="batch_1", **refused)
    action = ActionOpenaiBatchCancel(stack, "other", batch_id="batch_1")
    with pytest.raises(AttributeError, match=f"action blocks do not support `{name}`"):
        setattr(action, name, [])


def test_both_cdks_write_actions_to_hcl(cdk: ModuleType, stack: Any) -> None:
    ActionOpenaiBatchCancel(stack, "it", batch_id="batch_1")
    with pytest.raises(RuntimeError, match=f"{cdk.__name__} cannot write actions as HCL"):
        cdk.Testing.synth_hcl(stack)


def test_a_resource_triggers_actions_at_the_given_events(
    batch: Batch, cancel: ActionOpenaiBatchCancel, triggers: Callable[[], Any]
) -> None:
    trigger(batch, after="create", actions=[cancel])
    assert triggers() == [
        {"events": ["after_create"], "actions": ["action.openai_batch_cancel.cancel"]}
    ]


def test_several_triggers_are_added_and_keep_the_lifecycle(
    cdk: ModuleType, stack: Any, synth: Synth, triggers: Callable[[], Any]
) -> None:
    enabled = cdk.TerraformVariable(stack, "enabled", type="bool")
    batch = Batch(
        stack,
        "batch",
        input_file_id="file-1",
        endpoint="/v1/responses",
        lifecycle={"prevent_destroy": True},
    )
    first, second = (
        ActionOpenaiBatchCancel(stack, name, batch_id=batch.id) for name in ("first", "second")
    )
    trigger(
        batch,
        after=["update", "create"],
        before="destroy",
        actions=[second, first],
        condition=enabled.boolean_value,
    )
    trigger(batch, before=["create"], actions=[f"{first.address}[0]"], condition="${var.enabled}")
    assert triggers() == [
        {
            "events": ["before_destroy", "after_create", "after_update"],
            "actions": ["action.openai_batch_cancel.second", "action.openai_batch_cancel.first"],
            "condition": "${var.enabled}",
        },
        {
            "events": ["before_create"],
            "actions": ["action.openai_batch_cancel.first[0]"],
            "condition": "${var.enabled}",
        },
    ]
    assert synth()["resource"]["openai_batch"]["batch"]["lifecycle"]["prevent_destroy"] is True


def test_a_resource_of_another_provider_triggers_actions(
    cdk: ModuleType, stack: Any, synth: Synth, cancel: ActionOpenaiBatchCancel
) -> None:
    data = cdk.TerraformResource(stack, "data", terraform_resource_type="terraform_data")
    trigger(data, after="update", actions=[cancel])
    found = synth()["resource"]["terraform_data"]["data"]
    assert found["lifecycle"]["action_trigger"] == [
        {"events": ["after_update"], "actions": ["action.openai_batch_cancel.cancel"]}
    ]


def test_the_name_of_a_triggered_action_cannot_change(
    batch: Batch, cancel: ActionOpenaiBatchCancel
) -> None:
    trigger(batch, after="create", actions=[cancel])
    with pytest.raises(ValueError, match="address of the construct is already used"):
        cancel.override_logical_id("other")


def test_only_a_managed_resource_can_trigger_actions(
    stack: Any, cancel: ActionOpenaiBatchCancel
) -> None:
    message = {"role": "user", "content": "x"}
    for other in (
        DataOpenaiBatch(stack, "data", id="batch_1"),
        EphemeralOpenaiChatCompletion(stack, "chat", model="m", messages=[message]),
        cancel,
    ):
        with pytest.raises(TypeError, match="the first argument must be a managed resource"):
            trigger(other, after="create", actions=[cancel])
    no_construct: Any = "openai_batch.batch"
    with pytest.raises(TypeError, match="trigger: the first argument"):
        trigger(no_construct, after="create", actions=[cancel])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "say when"),
        ({"after": "created"}, "after must be of create, update, destroy"),
        ({"before": ["update", "apply"]}, "got 'apply'"),
        ({"after": "create", "actions": []}, "at least one action"),
        ({"after": "create", "actions": ["openai_batch.batch"]}, "or addresses such as"),
        ({"after": "create", "condition": "var.enabled"}, "condition must be an expression"),
    ],
)
def test_triggers_that_terraform_would_reject_are_an_error(
    batch: Batch, cancel: ActionOpenaiBatchCancel, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        trigger(batch, **{"actions": [cancel], **arguments})


def test_an_action_of_another_stack_is_an_error(cdk: ModuleType, app: Any, batch: Batch) -> None:
    elsewhere = ActionOpenaiBatchCancel(
        cdk.TerraformStack(app, "elsewhere"), "cancel", batch_id="batch_1"
    )
    with pytest.raises(ValueError, match="is in another stack"):
        trigger(batch, after="create", actions=[elsewhere])


def test_an_action_of_the_other_cdk_is_an_error() -> None:
    store = VectorStore(cdktf.TerraformStack(cdktf.Testing.app(), "stack"), "store")
    action = ActionOpenaiBatchCancel(
        cdktn.TerraformStack(cdktn.Testing.app(), "stack"), "cancel", batch_id="batch_1"
    )
    with pytest.raises(ValueError, match="is in another stack"):
        trigger(store, after="create", actions=[action])
