"""Users with Terraform: invited, accepted, expired, taken over, and kept on destroy."""

from __future__ import annotations

import pytest

from tests.sandbox import Sandbox
from tests.terraform import Terraform

pytestmark = pytest.mark.any_terraform

TEAM = """
variable "role" { default = "reader" }

resource "openai_project" "support" {
  name = "Support"
}

resource "openai_invite" "mary" {
  email    = "mary@example.com"
  role     = var.role
  projects = [{ id = openai_project.support.id, role = "member" }]
}

output "mary" { value = openai_invite.mary.user_id }
"""

OWNED = """
resource "openai_project_users" "everybody" {
  project_id = openai_project.support.id
  users = [
    { email = "mary@example.com", role = "owner" },
    { email = "ada@example.com", role = "member" },
  ]
}
"""

DEFAULT = """
import {
  to = openai_organization_user.ada
  id = "ada@example.com"
}

resource "openai_organization_user" "ada" {
  technical_level = "expert"
}

resource "openai_project" "default" {
  name           = "Default project"
  adopt_existing = true
}
"""


def test_an_expired_invite_is_replaced_and_an_accepted_one_is_kept(
    terraform: Terraform, sandbox: Sandbox
) -> None:
    terraform.write(TEAM)
    terraform.init()
    terraform.apply()
    first = terraform.resources()["openai_invite.mary"]["id"]

    sandbox.expire(first)
    planned = terraform.plan()
    assert planned.actions == {"openai_invite.mary": ["delete", "create"]}
    assert "Invite expired" in planned.text
    terraform.apply_plan()
    second = terraform.resources()["openai_invite.mary"]["id"]
    assert second != first

    user = sandbox.accept(second)
    terraform.apply()
    assert terraform.output()["mary"] == user["id"]
    assert terraform.plan().is_empty

    changed = terraform.apply("-var=role=owner")
    assert "has no effect" in " ".join(changed.warnings)
    assert terraform.plan("-var=role=owner").is_empty
    assert len(sandbox.requests(method="POST", path="/organization/invites")) == 2

    assert "stays in the organization" in " ".join(terraform.destroy().warnings)
    assert sandbox.admin.get(f"/organization/users/{user['id']}").is_success


def test_a_project_has_exactly_the_configured_users(terraform: Terraform, sandbox: Sandbox) -> None:
    for email in ("ada@example.com", "mary@example.com", "eve@example.com"):
        sandbox.join(email)
    terraform.write(TEAM, OWNED)
    terraform.init()
    terraform.apply()
    assert terraform.plan().is_empty

    project = terraform.resources()["openai_project.support"]["id"]
    path = f"/organization/projects/{project}/users"
    body = {"email": "eve@example.com", "role": "owner"}
    sandbox.admin.post(path, json=body).raise_for_status()
    assert terraform.plan().actions == {"openai_project_users.everybody": ["update"]}
    terraform.apply_plan()
    there = {one["email"]: one["role"] for one in sandbox.admin.get(path).json()["data"]}
    assert there == {"ada@example.com": "member", "mary@example.com": "owner"}
    terraform.destroy()


def test_existing_objects_are_taken_over_and_kept_on_destroy(
    terraform: Terraform, sandbox: Sandbox
) -> None:
    user = sandbox.join("ada@example.com")
    terraform.write(DEFAULT)
    terraform.init()
    terraform.apply()
    assert terraform.plan().is_empty
    terraform.destroy()
    path = f"/organization/users/{user['id']}"
    assert sandbox.admin.get(path).json()["technical_level"] == "expert"
    (default,) = sandbox.admin.get("/organization/projects").json()["data"]
    assert default["status"] == "active"
