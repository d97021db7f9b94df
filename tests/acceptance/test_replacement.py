"""Objects that the configuration identifies survive their own replacement."""

from __future__ import annotations

import pytest

from tests.sandbox import Sandbox
from tests.terraform import Terraform

STORE_FILE = """
variable "size" {}
resource "openai_file" "manual" {
  purpose  = "assistants"
  filename = "manual.txt"
  content  = "Press the red button."
}
resource "openai_vector_store" "docs" { name = "docs" }
resource "openai_vector_store_file" "manual" {
  vector_store_id   = openai_vector_store.docs.id
  file_id           = openai_file.manual.id
  chunking_strategy = { type = "static", static = { max_chunk_size_tokens = var.size, chunk_overlap_tokens = 50 } }
}
resource "openai_conversation" "helpdesk" {
  metadata = { file = openai_vector_store_file.manual.id }
  lifecycle { create_before_destroy = true }
}
"""

REPLACED = """
variable "round" {}
resource "terraform_data" "round" { input = var.round }
resource "openai_project" "helpdesk" { name = "Helpdesk" }
resource "openai_group" "support" { name = "Support" }
resource "openai_role" "keeper" {
  role_name   = "keeper"
  permissions = ["api.groups.read"]
}
resource "openai_group_role" "keeper" {
  group_id = openai_group.support.id
  role_id  = openai_role.keeper.id
  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.round]
  }
}
resource "openai_project_spend_limit" "helpdesk" {
  project_id       = openai_project.helpdesk.id
  threshold_amount = 500
  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.round]
  }
}
"""

PROJECT = 'resource "openai_project" "helpdesk" { name = "Helpdesk" }'

RATE_LIMIT = """
variable "round" {}
resource "terraform_data" "round" { input = var.round }
resource "openai_project_rate_limit" "KEY" {
  project_id                = openai_project.helpdesk.id
  model                     = "gpt-4o-mini"
  max_requests_per_1_minute = 5
  lifecycle {
    create_before_destroy = ORDER
    replace_triggered_by  = [terraform_data.round]
  }
}
"""


def requests_per_minute(sandbox: Sandbox) -> int:
    projects = sandbox.admin.get("/organization/projects").json()["data"]
    project = next(one["id"] for one in projects if one["name"] == "Helpdesk")
    limits = sandbox.admin.get(f"/organization/projects/{project}/rate_limits?limit=100").json()
    found = next(one for one in limits["data"] if one["model"] == "gpt-4o-mini")
    return int(found["max_requests_per_1_minute"])


def test_a_file_with_other_chunks_stays_in_its_store(newest: Terraform, sandbox: Sandbox) -> None:
    newest.write(STORE_FILE)
    newest.init()
    newest.apply("-var=size=200")
    store, file = newest.resources()["openai_vector_store_file.manual"]["id"].split("/")
    there = f"/vector_stores/{store}/files/{file}"
    planned = newest.plan("-var=size=400")
    assert planned.actions["openai_vector_store_file.manual"] == ["update"]
    newest.apply_plan()
    file = sandbox.client.get(there).json()
    assert file["chunking_strategy"]["static"]["max_chunk_size_tokens"] == 400
    assert newest.plan("-var=size=400").is_empty
    newest.apply("-var=size=400", "-replace=openai_vector_store_file.manual")
    assert sandbox.client.get(there).status_code == 200
    assert newest.plan("-var=size=400").is_empty


def test_a_replaced_role_and_limit_still_exist(newest: Terraform, sandbox: Sandbox) -> None:
    newest.write(REPLACED)
    newest.init()
    newest.apply("-var=round=1")
    logged = newest.logging("INFO")
    logged.apply("-var=round=2")
    assert newest.plan("-var=round=2").is_empty
    assert "created again in this run" in logged.log
    project = newest.resources()["openai_project.helpdesk"]["id"]
    limit = sandbox.admin.get(f"/organization/projects/{project}/spend_limit").json()
    assert limit["threshold_amount"] == 500
    sandbox.clear_requests()
    newest.destroy("-var=round=2")
    deleted = {one["template"] for one in sandbox.requests(method="DELETE")}
    assert "/organization/groups/{group_id}/roles/{role_id}" in deleted
    assert "/organization/projects/{project_id}/spend_limit" in deleted


@pytest.mark.parametrize("order", ["true", "false"])
def test_a_replaced_rate_limit_restores_the_original_on_destroy(
    newest: Terraform, sandbox: Sandbox, order: str
) -> None:
    limit = RATE_LIMIT.replace("KEY", "limit").replace("ORDER", order)
    newest.write(PROJECT, limit)
    newest.init()
    newest.apply("-var=round=1")
    assert requests_per_minute(sandbox) == 5
    for number in (2, 3):
        replaced = newest.apply(f"-var=round={number}")
        assert replaced.warnings == []
        assert requests_per_minute(sandbox) == 5
        assert newest.plan(f"-var=round={number}").is_empty
    newest.write(PROJECT)
    newest.apply()
    assert requests_per_minute(sandbox) == 10_000


def test_a_rate_limit_at_another_address_restores_the_original(
    newest: Terraform, sandbox: Sandbox
) -> None:
    for key in ("before", "after"):
        newest.write(PROJECT, RATE_LIMIT.replace("KEY", key).replace("ORDER", "false"))
        newest.init()
        assert newest.apply("-var=round=1").warnings == []
        assert requests_per_minute(sandbox) == 5
    newest.write(PROJECT)
    newest.apply()
    assert requests_per_minute(sandbox) == 10_000
