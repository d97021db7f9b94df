"""Plans show names of other providers only if the configuration uses them."""

from __future__ import annotations

from typing import Any

from tests.terraform import Plan, Terraform

LIMIT = """
resource "openai_project" "helpdesk" { name = "Helpdesk" }
resource "openai_project_rate_limit" "limit" {
  project_id = openai_project.helpdesk.id
  model      = "gpt-4o-mini"
  NAME = NUMBER
}
output "limit" { value = openai_project_rate_limit.limit.NAME }
output "project" { value = openai_project.helpdesk.project_id }
"""
OURS, THEIRS = "max_requests_per_1_minute", "max_requests_per_minute"


def changed(plan: Plan) -> set[str]:
    change: dict[str, Any] = plan.changes["openai_project_rate_limit.limit"]
    return {
        name
        for name, value in change["after"].items()
        if value != (change["before"] or {}).get(name)
    }


def test_a_change_is_shown_once_and_other_names_work(newest: Terraform) -> None:
    def write(name: str, number: int) -> None:
        newest.write(LIMIT.replace("NAME", name).replace("NUMBER", str(number)))

    write(OURS, 5)
    newest.init()
    newest.apply()
    assert newest.plan().is_empty
    write(OURS, 6)
    assert changed(newest.plan()) == {OURS}
    newest.apply_plan()
    write(THEIRS, 7)
    assert changed(newest.plan()) == {OURS, THEIRS}
    newest.apply_plan()
    assert newest.plan().is_empty
    assert newest.output()["limit"] == 7
    assert newest.output()["project"].startswith("proj_")
