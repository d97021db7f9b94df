"""A random organization: the exported program plans only imports, then nothing, and its destroy deletes everything."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from tests.acceptance.exporting import assert_only_imports, export, synthesized
from tests.sandbox import Sandbox
from tests.terraform import Terraform

NAMES = st.one_of(
    st.sampled_from(["Search", "class", "🚀", "a\nb", '"${x}"', "%{if}", "\\", "2nd"]),
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
    ),
)
ORGANIZATIONS = st.fixed_dictionaries(
    {
        "groups": st.lists(NAMES, min_size=2, max_size=6),
        "roles": st.lists(NAMES, min_size=2, max_size=6, unique=True),
        "stores": st.lists(
            st.tuples(NAMES, st.dictionaries(NAMES, NAMES, max_size=2)), min_size=2, max_size=6
        ),
        "assigned": st.booleans(),
        "members": st.integers(0, 4),
    }
)
KINDS = "group,role,group_role,group_user,vector_store"


@pytest.mark.parametrize(
    ("number", "version", "options"),
    [
        (1, "1.11", ["--lang", "hcl"]),
        (2, "1.15", ["--cdk", "cdktf"]),
        (3, "1.15", ["--cdk", "cdktn"]),
    ],
    ids=["hcl", "cdktf", "cdktn"],
)
def test_random_organization_comes_back(
    sandbox: Sandbox, provider_mirror: Path, number: int, version: str, options: list[str]
) -> None:
    @seed(number)
    @settings(
        max_examples=1,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(ORGANIZATIONS)
    def comes_back(held: dict[str, Any]) -> None:
        assume(held["assigned"] and held["members"])  # not the first example, which is the simplest
        sandbox.reset()
        fill(sandbox, held)
        with TemporaryDirectory() as folder:
            out = Path(folder) / "stack"
            export(sandbox, "--kinds", KINDS, "--out", out, *options)
            code = out if "hcl" in options else synthesized(out, Path(folder) / "synthesized")
            terraform = Terraform(
                version=version, folder=code, mirror=provider_mirror, own=sandbox.environment
            )
            terraform.init()
            plan = terraform.plan()
            assert_only_imports(plan)
            count = len(held["groups"]) + len(held["roles"]) + len(held["stores"])
            assert len(plan.changes) >= count
            terraform.apply_plan()
            delete_imports(code)
            assert terraform.plan().is_empty
            terraform.destroy()
        assert sandbox.admin.get("/organization/groups").json()["data"] == []
        assert sandbox.client.get("/vector_stores").json()["data"] == []

    comes_back()


def delete_imports(code: Path) -> None:
    """Delete the import blocks, as a user does after the first apply."""
    if (code / "imports.tf").exists():
        (code / "imports.tf").unlink()
        return
    stack = json.loads((code / "cdk.tf.json").read_text())
    del stack["import"]
    (code / "cdk.tf.json").write_text(json.dumps(stack))


def fill(sandbox: Sandbox, held: dict[str, Any]) -> None:
    def post(path: str, **body: Any) -> dict[str, Any]:
        client = sandbox.admin if path.startswith("/organization") else sandbox.client
        answer = client.post(path, json=body)
        assert answer.is_success, answer.text
        made: dict[str, Any] = answer.json()
        return made

    groups = [post("/organization/groups", name=name)["id"] for name in held["groups"]]
    roles = [
        post("/organization/roles", role_name=name, permissions=["api.audit_logs.read"])["id"]
        for name in held["roles"]
    ]
    for name, metadata in held["stores"]:
        post("/vector_stores", name=name, metadata={key[:60]: one for key, one in metadata.items()})
    if held["assigned"]:
        for group, role in zip(groups, roles, strict=False):
            post(f"/organization/groups/{group}/roles", role_id=role)
    for number in range(held["members"]):
        user = sandbox.join(f"person-{number}@example.com")["id"]
        for group in groups[:2]:
            post(f"/organization/groups/{group}/users", user_id=user)
