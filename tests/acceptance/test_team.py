"""A team with a service identity, from Python to real Terraform: invites, limits, and keys that are rotated and delivered."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import cdktf
import pytest

from openai_cdktf import OpenaiProvider, Vault
from openai_cdktf.patterns import RateLimit, ServiceIdentity, Team, WriteOnlySink, local_file
from tests.acceptance.test_durable_keys import sent_tokens
from tests.acceptance.test_secrets import everything_written
from tests.sandbox import Sandbox
from tests.terraform import Terraform


def _stack(app: cdktf.App) -> None:
    stack = cdktf.TerraformStack(app, "search")
    cdktf.LocalBackend(stack, path="terraform.tfstate")
    OpenaiProvider(stack, "openai")
    cdktf.TerraformVariable(stack, "now", type="string")
    team = Team(
        stack,
        "search",
        members={
            "ada@example.com": "owner",
            "mary@example.com": "member",
            "eve@example.com": "viewer",
        },
        monthly_budget_usd=400,
        alerts_at=[0.9],
        rate_limits={"gpt-6-luna": RateLimit(requests_per_minute=50)},
        models=["gpt-6-luna"],
    )
    vault = Vault(stack, "vault", name="Keys")
    nightly = ServiceIdentity(team, "nightly", scopes=["api.model.request"], rotate_every="90d")
    nightly.deliver_key_to(local_file("keys/nightly"))
    nightly.deliver_key_to(
        WriteOnlySink(
            "openai_vault_credential",
            "auth.token",
            "secrets_version",
            {
                "vault_id": vault.id,
                "name": "nightly",
                "auth": {"type": "static_bearer", "mcp_server_url": "https://mcp.example.com"},
            },
        )
    )
    cdktf.TerraformOutput(stack, "mary", value=team.members["mary@example.com"].invite_id)
    cdktf.TerraformOutput(stack, "eve", value=team.members["eve@example.com"].invite_id)
    cdktf.TerraformOutput(stack, "project", value=team.project_id)


@pytest.fixture
def terraform(newest: Terraform, monkeypatch: pytest.MonkeyPatch) -> Terraform:
    """Terraform in the folder of the stack, where a variable is the current time."""
    monkeypatch.chdir(newest.folder)
    app = cdktf.App(outdir=str(newest.folder / "cdktf.out"))
    _stack(app)
    app.synth()
    folder = newest.folder / "cdktf.out" / "stacks" / "search"
    file = folder / "cdk.tf.json"
    file.write_text(file.read_text().replace("plantimestamp()", "var.now"))
    terraform = dataclasses.replace(newest, folder=folder)
    terraform.init()
    return terraform.seeing(TF_VAR_now="2026-11-30T08:00:00Z")


def test_a_team_is_invited_limited_and_gets_a_key_that_rotates(
    terraform: Terraform, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.join("ada@example.com")
    terraform.apply()
    assert terraform.plan().is_empty
    outputs = terraform.output()
    key = tmp_path / "keys" / "nightly"
    first = key.read_text()
    assert first.startswith("sk-svcacct-")
    assert key.stat().st_mode & 0o777 == 0o600
    assert sent_tokens(sandbox) == [first]

    sandbox.accept(outputs["mary"])
    sandbox.accept(outputs["eve"])
    accepted = terraform.plan()
    (eve,) = accepted.actions
    assert (eve.split(".")[0], accepted.actions[eve]) == ("openai_project_user", ["update"])
    terraform.apply_plan()
    project = f"/organization/projects/{outputs['project']}"
    listed = sandbox.admin.get(f"{project}/users").json()["data"]
    assert {one["email"]: one["role"] for one in listed} == {
        "ada@example.com": "owner",
        "mary@example.com": "member",
        "eve@example.com": "member",
    }
    assert sandbox.admin.get(f"{project}/spend_limit").json()["threshold_amount"] == 40_000

    assert terraform.seeing(TF_VAR_now="2027-02-27T23:59:59Z").plan().is_empty
    later = terraform.seeing(TF_VAR_now="2027-02-28T00:00:00Z")
    later.apply()
    assert later.plan().is_empty
    second = key.read_text()
    assert second != first
    assert sent_tokens(sandbox) == [first, second]
    written = everything_written(terraform.folder)
    assert first.encode() not in written
    assert second.encode() not in written
    later.destroy()
