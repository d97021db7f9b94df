"""Orphans of a killed run are reported, imported, deleted and forgotten, with real Terraform and the real command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sandbox import Sandbox
from tests.terraform import ROOT, Terraform, environment, executable, write_settings

FILE = "openai_file.notes"
BLOCK = """
resource "openai_file" "notes" {
  content  = jsonencode({ messages = [{ role = "user", content = "x" }, { role = "assistant", content = "y" }] })
  filename = "notes.jsonl"
  purpose  = "fine-tune"
}
"""
LOST = "Objects that are not in the state: 1"


def folder_of_notes(terraform: Terraform) -> Path:
    return terraform.folder / ".terraform" / "openai-cdktf" / "created"


def notes(terraform: Terraform) -> list[Path]:
    return sorted(folder_of_notes(terraform).glob("*.json"))


@pytest.fixture
def killed(newest: Terraform, sandbox: Sandbox) -> str:
    """The id of an object whose create was answered after a kill, so that it is not in the state."""
    newest.write(BLOCK)
    newest.init()
    kill_during_the_wait(newest, sandbox)
    return str(sandbox.client.get("/files").json()["data"][0]["id"])


def kill_during_the_wait(terraform: Terraform, sandbox: Sandbox) -> None:
    """Apply, and kill Terraform and the provider when the object exists and its id is in the note."""
    settings = write_settings(terraform.folder / "terraform.rc", mirror=terraform.mirror)
    with sandbox.faults("slow=1000"):
        applying = subprocess.Popen(
            [str(executable(terraform.version)), "apply", "-auto-approve", "-input=false"],
            cwd=terraform.folder,
            env=environment(settings=settings, own=terraform.own),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while not any('"exists": true' in one.read_text() for one in notes(terraform)):
            assert time.monotonic() < until
            time.sleep(0.01)
        os.killpg(applying.pid, signal.SIGKILL)
        applying.wait(60)


@pytest.fixture
def command(newest: Terraform, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """A function that runs `openai-cdktf orphans` in the folder, with Terraform on PATH, and returns the output."""
    programs = tmp_path_factory.mktemp("bin")
    (programs / "terraform").symlink_to(executable(newest.version))
    settings = write_settings(newest.folder / "terraform.rc", mirror=newest.mirror)

    def run(*arguments: str, **own: str) -> str:
        seen = environment(settings=settings, own={**newest.own, "COLUMNS": "200", **own})
        done = subprocess.run(
            [sys.executable, "-m", "openai_cdktf_cli", "orphans", *arguments],
            cwd=newest.folder,
            env={
                **seen,
                "PATH": own.get("PATH", f"{programs}:{seen['PATH']}"),
                "PYTHONPATH": str(ROOT),
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def test_the_plan_reports_an_orphan_and_the_block_imports_it(
    newest: Terraform, sandbox: Sandbox, killed: str, command: Callable[..., str]
) -> None:
    plan = newest.plan()
    at_create = [one for one in plan.diagnostics if one.get("address") == FILE]
    assert [one["summary"].split(":")[0] for one in at_create] == ["Exists already"]
    assert f'id = "{killed}"' in at_create[0]["detail"]
    printed = command("--import")
    assert f'import {{\n  to = {FILE}\n  id = "{killed}"\n}}' in printed
    newest.write(BLOCK, printed)
    assert newest.plan().actions == {FILE: ["update"]}, "imported, not created"
    assert notes(newest), "an import that is only planned changes nothing"
    newest.apply()
    assert newest.resources()[FILE]["id"] == killed
    assert newest.plan().warnings == []
    assert notes(newest) == []
    assert len(sandbox.client.get("/files").json()["data"]) == 1


def test_an_orphan_is_listed_and_deleted(
    newest: Terraform, sandbox: Sandbox, killed: str, command: Callable[..., str]
) -> None:
    listed = command()
    assert killed in listed
    assert "exists, but is not in the state" in listed
    assert "deleted" in command("--delete", "--yes")
    assert sandbox.client.get("/files").json()["data"] == []
    assert "No orphans found" in command()
    assert newest.plan().warnings == []


def test_nothing_is_deleted_if_the_state_cannot_be_read(
    sandbox: Sandbox, killed: str, command: Callable[..., str]
) -> None:
    printed = command("--delete", "--yes", PATH="/usr/bin:/bin")
    assert "1 object not deleted" in printed
    assert len(sandbox.client.get("/files").json()["data"]) == 1


def test_an_object_in_the_state_is_never_listed_or_deleted(
    newest: Terraform, sandbox: Sandbox, command: Callable[..., str]
) -> None:
    newest.write(BLOCK)
    newest.init()
    newest.apply()
    [file] = notes(newest)
    for ended in folder_of_notes(newest).glob("*.ended"):
        ended.unlink()  # like after a kill
    file.rename(
        file.with_name(file.name.replace(".answered", ""))
    )  # like a create without a response
    assert "There are no objects to delete" in command("--delete", "--yes")
    assert notes(newest) == []
    assert len(sandbox.client.get("/files").json()["data"]) == 1


def test_a_lost_response_is_reported_until_it_is_forgotten(
    newest: Terraform, sandbox: Sandbox, command: Callable[..., str]
) -> None:
    newest.write(BLOCK)
    newest.init()
    with sandbox.faults("drop-after:method=POST"):
        newest.apply(fails=True)
    warnings = newest.plan().warnings
    assert sorted(one.split(":")[0] for one in warnings) == [
        "Creates without an answer",
        "May exist already",
    ]
    assert all("notes" in one for one in warnings)
    assert "may exist" in command()
    assert "1 removed" in command("--forget", "--yes")
    assert newest.plan().warnings == []


def test_plans_after_an_apply_have_no_warnings(newest: Terraform) -> None:
    newest.write('resource "openai_vector_store" "notes" {\n  count = var.n\n}', 'variable "n" {}')
    newest.init()
    newest.apply("-var=n=3")
    assert len(notes(newest)) == 3
    plan = newest.plan("-var=n=5")
    assert plan.warnings == []
    assert notes(newest) == []
    assert not list(folder_of_notes(newest).glob("*.surveyed"))


def test_objects_of_other_workspaces_are_not_reported_as_lost(
    newest: Terraform, killed: str
) -> None:
    newest.run("workspace", "new", "prod")
    warnings = newest.plan().warnings
    assert [one.split("\n")[0] for one in warnings] == ["Objects from runs on another state"]
    assert killed not in warnings[0]
    newest.run("workspace", "select", "default")
    assert any(killed in one for one in newest.plan().warnings)


def test_notes_are_written_without_an_existing_data_folder(
    newest: Terraform, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """This is the case with ``dev_overrides``, which need no ``terraform init``."""
    programs = next(newest.mirror.rglob("terraform-provider-openai*")).parent
    (newest.folder / "terraform.rc").write_text(
        "disable_checkpoint = true\n"
        f'provider_installation {{\n  dev_overrides {{ "openai-cdktf/openai" = "{programs}" }}\n}}\n'
    )
    newest.write(BLOCK)
    assert not (newest.folder / ".terraform").exists()
    newest.apply()
    [file] = notes(newest)
    assert json.loads(file.read_text())["id"] == newest.resources()[FILE]["id"]
    assert not [one for one in newest.plan().warnings if "development overrides" not in one]
    assert notes(newest) == []
