"""Roles with Terraform: short and long ids, managed one by one or all at once, imported and moved."""

from __future__ import annotations

from tests.sandbox import Sandbox
from tests.terraform import Terraform

PLACE = """
resource "openai_project" "helpdesk" { name = "Helpdesk" }
resource "openai_group" "support"    { name = "Support" }
locals {
  short = "role-api-project-viewer"
  long  = provider::openai::predefined_project_role_id("viewer", openai_project.helpdesk.id)
}
"""
ONE_BY_ONE = """
resource "openai_TYPE" "viewer" {
  project_id = openai_project.helpdesk.id
  group_id   = openai_group.support.id
  role_id    = ROLE
}
"""
ALL = """
resource "openai_project_user_roles" "ada" {
  project_id = openai_project.helpdesk.id
  user_id    = "USER"
  role_ids   = ["role-api-project-member", ROLE]
}
"""
MOVED = """
moved {
  from = openai_project_group_role_assignment.viewer
  to   = openai_project_group_role.viewer
}
"""


def test_short_and_long_ids_of_a_role_are_equivalent(newest: Terraform, sandbox: Sandbox) -> None:
    ada = sandbox.join("ada@example.com")["id"]

    def write(role: str, kind: str, *more: str) -> None:
        blocks = (ONE_BY_ONE.replace("TYPE", kind), ALL.replace("USER", ada))
        newest.write(PLACE, *(block.replace("ROLE", role) for block in blocks), *more)

    theirs = "project_group_role_assignment"
    write("local.short", theirs)
    newest.init()
    newest.apply()
    made = newest.resources()[f"openai_{theirs}.viewer"]
    assert made["role_id"] == "role-api-project-viewer"
    assert made["assigned_role_id"].endswith(f"__api-project__{made['project_id']}")
    assert newest.plan().is_empty
    write("local.long", theirs)
    assert newest.plan().is_empty
    write("local.long", "project_group_role", MOVED)
    moved = newest.plan()
    assert moved.is_empty
    assert moved.drift == {}
    newest.apply_plan()
    sandbox.clear_requests()
    newest.destroy()
    assert all(one["status"] < 400 for one in sandbox.requests())


def test_a_list_is_imported_and_additional_roles_are_removed(
    newest: Terraform, sandbox: Sandbox
) -> None:
    ada, grace = (sandbox.join(f"{name}@example.com")["id"] for name in ("ada", "grace"))
    group = sandbox.admin.post("/organization/groups", json={"name": "Support"}).json()["id"]
    users = f"/organization/groups/{group}/users"
    sandbox.admin.post(users, json={"user_id": ada}).raise_for_status()
    listed = f'resource "openai_group_users" "all" {{\n  group_id = "{group}"\n  user_ids = ["{ada}"]\n}}'
    newest.write(f'import {{\n  to = openai_group_users.all\n  id = "{group}"\n}}', listed)
    newest.init()
    assert newest.plan().is_empty
    newest.apply_plan()
    sandbox.admin.post(users, json={"user_id": grace}).raise_for_status()
    assert newest.plan().actions == {"openai_group_users.all": ["update"]}
    newest.apply_plan()
    assert [one["id"] for one in sandbox.admin.get(users).json()["data"]] == [ada]


def test_warnings_and_import_errors_are_at_their_place(
    newest: Terraform,
) -> None:
    slip = '"role-api-project-veiwer"'
    newest.write(
        PLACE,
        ONE_BY_ONE.replace("TYPE", "project_group_role").replace("ROLE", slip),
        'resource "openai_role" "keeper" {\n  role_name   = "a"\n  permissions = ["api.group.read"]\n}',
    )
    newest.init()
    diagnostics = {one["address"]: one for one in newest.validate().diagnostics}
    role, permission = (
        diagnostics["openai_project_group_role.viewer"],
        diagnostics["openai_role.keeper"],
    )
    assert 'Did you mean "role-api-project-viewer"?' in role["detail"]
    assert role["snippet"]["code"].strip().startswith("role_id")
    assert 'Did you mean "api.groups.read"?' in permission["detail"]
    assert {one["severity"] for one in (role, permission)} == {"warning"}
    refused = newest.import_("openai_project_group_role.viewer", "proj_1/group_1", fails=True)
    assert "<project_id>/<group_id>/<role_id>" in refused.flat
