"""README and the guide show what `openai-cdktf export` really writes and prints."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.exporting import assert_only_imports, export, synthesized
from tests.markdown import blocks
from tests.sandbox import Sandbox
from tests.terraform import ROOT, Terraform

README, GUIDE = ROOT / "README.md", ROOT / "docs" / "guides" / "adoption.md"


@pytest.fixture
def organization(sandbox: Sandbox) -> Sandbox:
    """The organization of the documents."""

    def post(path: str, **body: Any) -> Any:
        answer = sandbox.admin.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    people = ("ada", "grace.hopper", "linus")
    users = [sandbox.join(f"{one}@example.com")["id"] for one in people]
    group = post("/organization/groups", name="Support")["id"]
    project = post("/organization/projects", name="Search")["id"]
    role = post(f"/projects/{project}/roles", role_name="Tuner", permissions=["api.model.request"])
    for user in users:
        post(f"/organization/projects/{project}/users", user_id=user, role="member")
    post(f"/organization/projects/{project}/groups", group_id=group, role="role-api-project-member")
    post(f"/projects/{project}/groups/{group}/roles", role_id=role["id"])
    post(f"/organization/projects/{project}/service_accounts", name="ci")
    post(
        f"/organization/projects/{project}/spend_alerts",
        threshold_amount=100,
        currency="USD",
        interval="month",
        notification_channel={"type": "email", "recipients": ["ada@example.com"]},
    )
    sandbox.client.post(
        "/files", data={"purpose": "assistants"}, files={"file": ("faq.md", b"# FAQ")}
    )
    return sandbox


def test_readme_shows_the_output_of_the_export_and_the_plan(
    organization: Sandbox, tmp_path: Path, provider_mirror: Path
) -> None:
    (shown,) = [one.text for one in blocks(README, "text") if "to import" in one.text]
    out = tmp_path / "stack"
    done = export(organization, "--project", "Search", "--cdk", "cdktf", "--out", out)
    printed, plan = shown.split("\n\n")
    assert done.stdout.replace(str(out), "stack") == f"{printed}\n"
    folder = synthesized(out, tmp_path / "synthesized")
    terraform = Terraform(
        version="1.15", folder=folder, mirror=provider_mirror, own=organization.environment
    )
    terraform.init()
    assert plan.strip() in terraform.run("plan", "-no-color").out
    assert_only_imports(terraform.plan())


def test_the_guide_shows_code_that_the_export_writes(organization: Sandbox, tmp_path: Path) -> None:
    members, todo = (textwrap.indent(one.text, " " * 8) for one in blocks(GUIDE, "python"))
    kinds = "project,user,file"
    export(organization, "--kinds", kinds, "--cdk", "cdktf", "--out", tmp_path / "stack")
    assert members in (tmp_path / "stack" / "people.py").read_text()
    files = (tmp_path / "stack" / "files.py").read_text()
    assert todo in re.sub(r"file-\w+", "file-abc123", files)


def test_readme_shows_the_results_of_terraform_query(
    sandbox: Sandbox, tmp_path: Path, provider_mirror: Path
) -> None:
    for name in ("Search", "Billing", "Support"):
        sandbox.admin.post("/organization/projects", json={"name": name})
    (query,) = blocks(README, "hcl")
    (console,) = blocks(README, "console")
    terraform = Terraform(
        version="1.15", folder=tmp_path, mirror=provider_mirror, own=sandbox.environment
    )
    terraform.write('provider "openai" {}')
    (tmp_path / "found.tfquery.hcl").write_text(query.text)
    terraform.init()
    _, *found, plan_command, plan = console.text.splitlines()
    assert plan_command == "$ terraform plan"
    printed = terraform.run("query", "-generate-config-out=imported.tf").out
    listed = [_without_ids(line) for line in printed.splitlines() if line.startswith("list.")]
    assert listed[:-1] == [_without_ids(line) for line in found]  # without the default project
    assert plan.replace("3", "4") in terraform.run("plan", "-no-color").out


def _without_ids(line: str) -> str:
    return re.sub(r"proj_\w+", "proj_1", " ".join(line.split()))
