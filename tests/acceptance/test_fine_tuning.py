"""``openai_fine_tune`` with Terraform: trained, not changed, moved to its other name, failed, destroyed."""

from __future__ import annotations

from tests.sandbox import Sandbox
from tests.terraform import Terraform

STORY = """
variable "lines" { default = 3 }

resource "openai_file" "examples" {
  purpose = "fine-tune"
  content = join("", [
    for number in range(var.lines) : "${jsonencode({
      messages = [
        { role = "user", content = "Where is order ${number}?" },
        { role = "assistant", content = "I look for it." },
      ]
    })}\\n"
  ])
}

resource "openai_KIND" "support" {
  model         = "gpt-4o-mini"
  training_file = openai_file.examples.id
  suffix        = "support"
  metadata      = { team = "support" }
  method = {
    type       = "supervised"
    supervised = { hyperparameters = { n_epochs = 2, batch_size = "auto" } }
  }
  delete_model_on_destroy = true
  timeouts                = { create = "5m" }
}

data "openai_fine_tuning_job_events" "support" {
  fine_tuning_job_id = openai_KIND.support.id
}

data "openai_fine_tuning_job_checkpoints" "support" {
  fine_tuning_job_id = openai_KIND.support.id
}

data "openai_model" "support" { id = openai_KIND.support.fine_tuned_model }

output "owner" { value = data.openai_model.support.owned_by }
output "last_event" { value = data.openai_fine_tuning_job_events.support.events[0].message }
output "checkpoints" { value = length(data.openai_fine_tuning_job_checkpoints.support.checkpoints) }
"""
MOVED = """
moved {
  from = openai_fine_tune.support
  to   = openai_fine_tuning_job.support
}
"""


def models(sandbox: Sandbox) -> set[str]:
    return {one["id"] for one in sandbox.client.get("/models").json()["data"]}


def test_a_model_is_trained_once_moved_and_deleted_on_destroy(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(STORY.replace("KIND", "fine_tune"))
    newest.init()
    assert newest.plan().actions["openai_fine_tune.support"] == ["create"]
    # OpenAI shuts down all models that can be trained: a warning has the date.
    assert all("shuts down" in warning for warning in newest.apply_plan().warnings)
    job = newest.resources()["openai_fine_tune.support"]
    assert job["status"] == "succeeded"
    assert job["fine_tuned_model"] in models(sandbox)
    assert job["resolved_method"]["supervised"]["hyperparameters"]["n_epochs"] == 2
    assert newest.output() == {
        "owner": "org-sandbox",
        "last_event": "The job has successfully completed",
        "checkpoints": 2,
    }
    assert newest.plan().is_empty

    newest.write(STORY.replace("KIND", "fine_tuning_job"), MOVED)
    assert newest.plan().is_empty
    newest.apply_plan()
    assert newest.resources()["openai_fine_tuning_job.support"]["id"] == job["id"]

    changed = newest.plan("-var", "lines=4").actions
    assert changed["openai_fine_tuning_job.support"] == ["delete", "create"]
    newest.destroy()
    assert newest.state()["resources"] == []
    assert job["fine_tuned_model"] not in models(sandbox)


def test_a_failed_job_reports_the_reason_and_is_replaced(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(STORY.replace("KIND", "fine_tune"))
    newest.init()
    [error] = newest.apply("-var", "lines=0", fails=True).errors
    assert error.startswith("Fine-tuning job failed")
    assert "The training file is empty." in error
    failed = newest.resources()["openai_fine_tune.support"]
    assert failed["status"] == "failed"
    newest.apply()
    job = newest.resources()["openai_fine_tune.support"]
    assert job["id"] != failed["id"]
    assert job["status"] == "succeeded"
    newest.destroy()
