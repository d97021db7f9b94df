"""The plan of a program from `openai-cdktf export` has only imports: in Python for both CDKs and as HCL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import openai_sandbox
from tests.acceptance.exporting import assert_only_imports, export, synthesized
from tests.acceptance.organization import at_once, fill, one_by_one
from tests.sandbox import DOCUMENT, Sandbox, start_sandbox
from tests.terraform import VERSIONS, Plan, Terraform

_FILLED = "name a"
"""The name of the projects that have members, settings and limits."""


@pytest.fixture(scope="module")
def organization() -> Iterator[Sandbox]:
    with start_sandbox() as sandbox:
        fill(sandbox)
        yield sandbox


def terraform_in(folder: Path, version: str, mirror: Path, sandbox: Sandbox) -> Terraform:
    return Terraform(version=version, folder=folder, mirror=mirror, own=sandbox.environment)


def plan_of(code: Path, version: str, mirror: Path, sandbox: Sandbox) -> Plan:
    terraform = terraform_in(code, version, mirror, sandbox)
    terraform.init()
    plan = terraform.plan()
    assert_only_imports(plan)
    return plan


def types_in(plan: Plan) -> set[str]:
    return {address.split(".")[0] for address in plan.changes}


@pytest.mark.parametrize(
    ("options", "versions"),
    [
        (["--lang", "hcl"], VERSIONS),
        (["--lang", "python", "--cdk", "cdktf"], VERSIONS[:1]),
        (["--lang", "python", "--cdk", "cdktn", "--split", "project"], VERSIONS[-1:]),
    ],
    ids=["hcl", "cdktf", "cdktn"],
)
def test_exported_organization_plans_imports_only(
    organization: Sandbox,
    provider_mirror: Path,
    tmp_path: Path,
    options: Sequence[str],
    versions: Sequence[str],
) -> None:
    out = tmp_path / "stack"
    types = one_by_one()
    export(organization, "--kinds", ",".join(types), "--ignore-unread", "--out", out, *options)
    code = out if "hcl" in options else synthesized(out, tmp_path / "synthesized")
    for version in versions:
        folder = Path(shutil.copytree(code, tmp_path / version))
        plan = plan_of(folder, version, provider_mirror, organization)
        assert types_in(plan) >= {*types}


def test_a_seeded_organization_is_exported(tmp_path: Path) -> None:
    seed = {
        "people": [{"email": "ada@example.com"}],
        "projects": [{"name": "Search", "people": [{"email": "ada@example.com", "role": "owner"}]}],
        "files": [{"name": "handbook.md", "content": "Words."}],
        "vector_stores": [{"name": "Handbook", "files": [{"name": "handbook.md"}]}],
    }
    kinds = "openai_project,openai_project_user,openai_vector_store"
    with openai_sandbox.Sandbox(document=DOCUMENT, seed=seed) as sandbox:
        export(sandbox, "--lang", "hcl", "--kinds", kinds, "--out", tmp_path / "stack")
    written = "".join(file.read_text() for file in (tmp_path / "stack").rglob("*.tf"))
    assert 'name       = "Search"' in written
    assert 'name = "Handbook"' in written
    assert 'resource "openai_project_user"' in written


def test_types_that_manage_all_members_together_plan_imports_only(
    organization: Sandbox, provider_mirror: Path, tmp_path: Path
) -> None:
    out = tmp_path / "stack"
    options = ["--kinds", ",".join(at_once()), "--project", _FILLED, "--lang", "hcl"]
    export(organization, "--ignore-unread", "--out", out, *options)
    plan = plan_of(out, "1.15", provider_mirror, organization)
    assert types_in(plan) == {*at_once()}


def test_rate_limits_of_a_project_are_a_dict_and_a_loop(
    sandbox: Sandbox, provider_mirror: Path, tmp_path: Path
) -> None:
    sandbox.admin.post("/organization/projects", json={"name": "Search"})
    out = tmp_path / "stack"
    export(
        sandbox,
        "--project",
        "Search",
        "--kinds",
        "project,rate_limit",
        "--cdk",
        "cdktf",
        "--out",
        out,
    )
    text = (out / "projects.py").read_text()
    assert "for name, arguments in search_limits.items():" in text
    assert text.count("ProjectRateLimit(") == 1
    assert "project_id=self.search.id" in text
    folder = synthesized(out, tmp_path / "synthesized")
    terraform = terraform_in(folder, "1.11", provider_mirror, sandbox)
    terraform.init()
    plan = terraform.plan()
    assert_only_imports(plan)
    assert len(plan.changes) > 100


def test_program_without_its_imports_plans_nothing_after_the_first_apply(
    sandbox: Sandbox, provider_mirror: Path, tmp_path: Path
) -> None:
    fill_some(sandbox)
    out = tmp_path / "stack"
    export(
        sandbox,
        "--lang",
        "hcl",
        "--kinds",
        "vector_store,file,group,role,group_role,project",
        "--out",
        out,
    )
    roles = (out / "roles.tf").read_text()
    assert "permissions = []" in roles, "a required argument that is empty is no TODO"
    assert "TODO" not in roles
    assert "*.tfstate" in (out / ".gitignore").read_text().splitlines()
    terraform = terraform_in(out, "1.15", provider_mirror, sandbox)
    terraform.init()
    assert_only_imports(terraform.plan())
    terraform.apply_plan()
    (out / "imports.tf").unlink()
    assert terraform.plan().is_empty
    done = export(
        sandbox,
        "--diff",
        "--kinds",
        "vector_store,file,group,role",
        "--state",
        out / "terraform.tfstate",
    )
    assert done.stdout == ""
    sandbox.client.post("/vector_stores", json={"name": "Unmanaged"})
    done = export(
        sandbox, "--diff", "--kinds", "vector_store", "--state", out / "terraform.tfstate", code=2
    )
    assert done.stdout.startswith("openai_vector_store  vs_")
    assert "'Unmanaged'" in done.stdout
    more = tmp_path / "more"
    export(
        sandbox,
        "--lang",
        "hcl",
        "--kinds",
        "vector_store",
        "--out",
        more,
        "--state",
        out / "terraform.tfstate",
    )
    assert (more / "files.tf").read_text().count("resource ") == 1
    terraform.destroy()
    assert sandbox.admin.get("/organization/groups").json()["data"] == []
    projects = sandbox.admin.get("/organization/projects").json()["data"]
    assert {one["name"] for one in projects} == {"Default project", "Search"}, "none is archived"


def fill_some(sandbox: Sandbox) -> None:
    sandbox.client.post("/vector_stores", json={"name": "FAQ"})
    sandbox.client.post(
        "/files", data={"purpose": "assistants"}, files={"file": ("faq.md", b"# FAQ")}
    )
    sandbox.admin.post("/organization/projects", json={"name": "Search"})
    group = sandbox.admin.post("/organization/groups", json={"name": "Support"}).json()
    sandbox.admin.post("/organization/roles", json={"role_name": "Empty", "permissions": []})
    role = sandbox.admin.post(
        "/organization/roles", json={"role_name": "Auditor", "permissions": ["api.audit_logs.read"]}
    ).json()
    answer = sandbox.admin.post(
        f"/organization/groups/{group['id']}/roles", json={"role_id": role["id"]}
    )
    assert answer.is_success, answer.text
