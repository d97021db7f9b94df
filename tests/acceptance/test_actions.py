"""Actions with real Terraform: invoked from the command line, and when a resource changes."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import Any

import cdktf
import cdktn
import pytest

from openai_cdktf import ActionOpenaiBatchCancel, Batch, File, OpenaiProvider, trigger
from tests.sandbox import Sandbox
from tests.terraform import VERSIONS, Terraform, environment, executable

LINE = {"custom_id": "a", "method": "POST", "url": "/v1/responses", "body": {"model": "gpt-6-luna"}}
FILE = f"""
resource "openai_file" "lines" {{
  purpose = "batch"
  content = {json.dumps(json.dumps(LINE))}
}}
"""
BATCH = """
resource "openai_batch" "it" {
  input_file_id       = openai_file.lines.id
  endpoint            = "/v1/responses"
  wait_for_completion = false
  TRIGGER
}
"""
CANCEL = """
action "openai_batch_cancel" "it" {
  config {
    batch_id = openai_batch.it.id
  }
}
"""
ADDRESS = "action.openai_batch_cancel.it"
CANCELLATIONS = "/batches/*/cancel"


def triggered(events: str) -> str:
    block = f"action_trigger {{\nevents = [{events}]\nactions = [{ADDRESS}]\n}}"
    return BATCH.replace("TRIGGER", f"lifecycle {{\n{block}\n}}")


def hooks(out: str, kind: str) -> list[dict[str, Any]]:
    """Return the messages about actions in Terraform's JSON output."""
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    return [line["hook"] for line in lines if line["type"] == kind]


def status(sandbox: Sandbox) -> str:
    [batch] = sandbox.client.get("/batches").json()["data"]
    return str(batch["status"])


def test_an_action_can_be_invoked_repeatedly_from_the_command_line(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(FILE, BATCH.replace("TRIGGER", ""), CANCEL)
    newest.init()
    with sandbox.faults("slow=100"):
        newest.apply()
    assert sandbox.requests(method="POST", path=CANCELLATIONS) == []
    first = newest.apply(f"-invoke={ADDRESS}")
    assert status(sandbox) == "cancelled"
    assert len(sandbox.requests(method="POST", path=CANCELLATIONS)) == 1
    messages = [one["message"] for one in hooks(first.out, "action_progress")]
    assert [one.partition(": ")[2] for one in messages] == ["cancelling", "cancelled"]
    again = newest.apply(f"-invoke={ADDRESS}")
    assert "nothing to cancel, it is cancelled already" in again.out
    assert len(sandbox.requests(method="POST", path=CANCELLATIONS)) == 1


def test_a_new_resource_triggers_its_action_and_the_next_plan_is_empty(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(FILE, triggered("after_create"), CANCEL)
    newest.init()
    with sandbox.faults("slow=100"):
        planned = newest.plan()
        assert sandbox.requests(method="POST") == []
        applied = newest.apply_plan()
    assert planned.actions["openai_batch.it"] == ["create"]
    assert hooks(applied.out, "action_complete")
    assert status(sandbox) == "cancelled"
    assert newest.plan().is_empty


def test_another_resource_triggers_an_action_on_a_condition(
    newest: Terraform, sandbox: Sandbox
) -> None:
    block = f"""
variable "on" {{ type = bool }}
resource "terraform_data" "it" {{
  input = var.on
  lifecycle {{
    action_trigger {{
      events    = [after_create, after_update]
      actions   = [{ADDRESS}]
      condition = var.on
    }}
  }}
}}
"""
    newest.write(FILE, BATCH.replace("TRIGGER", ""), CANCEL, block)
    newest.init()
    with sandbox.faults("slow=100"):
        newest.apply("-var=on=false")
    assert sandbox.requests(method="POST", path=CANCELLATIONS) == []
    newest.apply("-var=on=true")
    assert len(sandbox.requests(method="POST", path=CANCELLATIONS)) == 1


def test_a_failing_action_fails_the_run_and_keeps_the_resource(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(FILE, triggered("after_create"), CANCEL.replace("openai_batch.it.id", '"none"'))
    newest.init()
    failed = newest.apply(fails=True)
    assert any("cancel the batch" in one or "read the batch" in one for one in failed.errors)
    assert "openai_batch.it" in newest.resources()
    assert newest.plan().is_empty
    wrong = CANCEL.replace("batch_id = openai_batch.it.id", 'batch_id = ""\ntimeout = "soon"')
    newest.write(FILE, BATCH.replace("TRIGGER", ""), wrong)
    refused = newest.validate(fails=True)
    assert any('"soon" is not a duration' in one or "soon" in one for one in refused.errors)


def test_progress_is_printed_immediately_and_an_interrupt_ends_the_wait(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(FILE, BATCH.replace("TRIGGER", ""), CANCEL)
    newest.init()
    with sandbox.faults("slow=100"):
        newest.apply()
    with subprocess.Popen(
        [
            executable(newest.version),
            "apply",
            "-auto-approve",
            "-refresh=false",
            f"-invoke={ADDRESS}",
        ],
        cwd=newest.folder,
        env=environment(settings=newest.folder / "terraform.rc", own=newest.own),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        progress = next(line for line in running.stdout if ": cancelling" in line)
        assert ADDRESS in progress
        sandbox.clear_requests()
        running.send_signal(signal.SIGINT)  # during the pause before the next look
        out = " ".join(running.stdout.read().split())
        running.wait(60)
    assert "Did not wait for the batch" in out
    assert "continues to process it" in out
    assert sandbox.requests() == []


def test_the_oldest_terraform_works_although_the_provider_has_actions(
    terraform: Terraform, sandbox: Sandbox
) -> None:
    terraform.write(FILE, BATCH.replace("TRIGGER", ""))
    terraform.init()
    terraform.apply()
    assert terraform.plan().is_empty
    if terraform.version != VERSIONS[-1]:
        terraform.write(FILE, BATCH.replace("TRIGGER", ""), CANCEL)
        assert any("action" in one for one in terraform.validate(fails=True).errors)


@pytest.mark.parametrize("cdk", [cdktf, cdktn], ids=["cdktf", "cdktn"])
def test_synthesized_trigger_invokes_the_action(
    cdk: Any, newest: Terraform, sandbox: Sandbox
) -> None:
    stack = cdk.TerraformStack(cdk.Testing.app(), "stack")
    OpenaiProvider(stack, "openai")
    file = File(stack, "lines", purpose="batch", content=json.dumps(LINE))
    batch = Batch(
        stack,
        "it",
        input_file_id=file.id,
        endpoint="/v1/responses",
        wait_for_completion=False,
    )
    cancel = ActionOpenaiBatchCancel(stack, "stop", batch_id=batch.id, wait=False)
    data = cdk.TerraformResource(stack, "data", terraform_resource_type="terraform_data")
    data.add_override("input", batch.id)
    trigger(data, after="create", actions=[cancel], condition="${true}")
    code = json.loads(cdk.Testing.synth(stack))
    code["terraform"]["required_providers"]["openai"].pop("version")
    newest.write_json(code)
    newest.init()
    with sandbox.faults("slow=100"):
        newest.apply()
    assert len(sandbox.requests(method="POST", path=CANCELLATIONS)) == 1
    again = newest.apply(f"-invoke={cancel.address}")
    assert hooks(again.out, "action_complete")
