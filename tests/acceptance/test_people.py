"""Users with Terraform: invited, accepted, expired, taken over, and kept on destroy."""

from __future__ import annotations

from tests.sandbox import Sandbox
from tests.terraform import Terraform

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
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(TEAM)
    newest.init()
    newest.apply()
    first = newest.resources()["openai_invite.mary"]["id"]

    sandbox.expire(first)
    planned = newest.plan()
    assert planned.actions == {"openai_invite.mary": ["delete", "create"]}
    assert "Invite expired" in planned.text
    newest.apply_plan()
    second = newest.resources()["openai_invite.mary"]["id"]
    assert second != first

    user = sandbox.accept(second)
    newest.apply()
    assert newest.output()["mary"] == user["id"]
    assert newest.plan().is_empty

    changed = newest.apply("-var=role=owner")
    assert "has no effect" in " ".join(changed.warnings)
    assert newest.plan("-var=role=owner").is_empty
    assert len(sandbox.requests(method="POST", path="/organization/invites")) == 2

    assert "stays in the organization" in " ".join(newest.destroy().warnings)
    assert sandbox.admin.get(f"/organization/users/{user['id']}").is_success


def test_a_project_has_exactly_the_configured_users(newest: Terraform, sandbox: Sandbox) -> None:
    for email in ("ada@example.com", "mary@example.com", "eve@example.com"):
        sandbox.join(email)
    newest.write(TEAM, OWNED)
    newest.init()
    newest.apply()
    assert newest.plan().is_empty

    project = newest.resources()["openai_project.support"]["id"]
    path = f"/organization/projects/{project}/users"
    body = {"email": "eve@example.com", "role": "owner"}
    sandbox.admin.post(path, json=body).raise_for_status()
    assert newest.plan().actions == {"openai_project_users.everybody": ["update"]}
    newest.apply_plan()
    there = {one["email"]: one["role"] for one in sandbox.admin.get(path).json()["data"]}
    assert there == {"ada@example.com": "member", "mary@example.com": "owner"}
    newest.destroy()


def test_existing_objects_are_taken_over_and_kept_on_destroy(
    newest: Terraform, sandbox: Sandbox
) -> None:
    user = sandbox.join("ada@example.com")
    newest.write(DEFAULT)
    newest.init()
    newest.apply()
    assert newest.plan().is_empty
    newest.destroy()
    path = f"/organization/users/{user['id']}"
    assert sandbox.admin.get(path).json()["technical_level"] == "expert"
    (default,) = sandbox.admin.get("/organization/projects").json()["data"]
    assert default["status"] == "active"
