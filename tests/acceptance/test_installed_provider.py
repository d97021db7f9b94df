"""Terraform finds and starts the provider that ``openai-cdktf install`` has installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from provider_shim.version import VERSION
from tests.sandbox import Sandbox
from tests.terraform import ROOT, VERSIONS, Terraform, executable

STORE = 'resource "openai_vector_store" "notes" {\n  name = "notes"\n}\n'


def test_terraform_finds_the_provider_and_reads_its_schema(terraform: Terraform) -> None:
    terraform.write()
    assert f"openai-cdktf/openai v{VERSION}" in terraform.init().out
    assert "openai_vector_store" in terraform.schemas()["resource_schemas"]


def test_an_object_is_created_without_later_changes_and_destroyed(
    terraform: Terraform, sandbox: Sandbox
) -> None:
    terraform.write(STORE)
    terraform.init()
    assert terraform.plan().actions == {"openai_vector_store.notes": ["create"]}
    terraform.apply_plan()
    assert terraform.resources()["openai_vector_store.notes"]["name"] == "notes"
    assert terraform.plan().is_empty
    terraform.destroy()
    assert terraform.resources() == {}
    assert [r["method"] for r in sandbox.requests(method="DELETE")] == ["DELETE"]


def test_the_lock_file_is_the_same_for_every_python(terraform: Terraform, tmp_path: Path) -> None:
    """The lock file is committed, and the paths differ between machines."""
    locks = []
    for name in ("one", "two"):
        python = tmp_path / name / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.symlink_to(sys.executable)
        mirror = tmp_path / name / "mirror"
        subprocess.run(
            [python, "-m", "openai_cdktf_cli", "install", "--plugin-dir", mirror],
            env={"XDG_CONFIG_HOME": str(tmp_path / name), "PYTHONPATH": ":".join(sys.path)},
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        folder = tmp_path / name / "work"
        folder.mkdir()
        one = Terraform(version=terraform.version, folder=folder, mirror=mirror)
        one.write()
        one.init()
        locks.append((folder / ".terraform.lock.hcl").read_text())
    assert locks[0] == locks[1]
    assert "h1:" in locks[0]


def test_the_error_without_a_python_says_what_to_do(terraform: Terraform) -> None:
    terraform.write(STORE)
    terraform.init()
    lost = terraform.seeing(OPENAI_CDKTF_PYTHON="/nowhere/python")
    assert "OPENAI_CDKTF_PYTHON is /nowhere/python" in lost.run("plan", fails=True).flat


@pytest.mark.parametrize("version", VERSIONS)
def test_each_terraform_has_the_version_of_its_name(version: str) -> None:
    done = subprocess.run(
        [executable(version), "version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"Terraform v{version}.")
