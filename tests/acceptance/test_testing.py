"""`openai_cdktf.testing` and its plugin for pytest, as users run them: in a process of their own, with real Terraform."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terraform import PROGRAMS, ROOT, executable

EXAMPLE = ROOT / "examples" / "testing"


@pytest.mark.parametrize(("cdk", "options"), [("cdktf", []), ("cdktn", ["-n", "2"])])
def test_the_example_passes_with_both_cdks_and_in_parallel(
    cdk: str, options: list[str], tmp_path: Path
) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "testing")
    for file in folder.glob("*.py"):
        file.write_text(file.read_text().replace("from cdktf ", f"from {cdk} "))
    assert "5 passed" in _pytest(folder, "-W", "error", *options)


PLUGIN = """
import sys

def test_nothing_is_loaded():
    heavy = ("openai_cdktf", "openai_sandbox", "starlette", "jsii", "constructs", "openai")
    assert [name for name in heavy if name in sys.modules] == []

def test_a_missing_terraform_and_a_wrong_stack_are_explained(deployed, tmp_path):
    import pytest
    from openai_cdktf.testing import TerraformError
    with pytest.raises(TerraformError, match="no-such-terraform is not on PATH. Install Terraform"):
        deployed(tmp_path, terraform="no-such-terraform")
    (tmp_path / "main.tf").write_text('output "a" { value = var.none }')
    with pytest.raises(TerraformError, match="(?s)terraform (init|apply) failed:.*undeclared input variable"):
        deployed(tmp_path)

def test_a_folder_with_hcl_is_deployed(deployed, tmp_path, openai_sandbox):
    (tmp_path / "main.tf").write_text(
        'terraform {\\n  backend "local" {}\\n  required_providers {\\n    openai = { source = "openai-cdktf/openai" }\\n  }\\n}\\n'
        'variable "names" { type = list(string) }\\n'
        'resource "openai_vector_store" "a" {\\n  for_each = toset(var.names)\\n  name = each.key\\n}\\n'
        'output "names" { value = [for store in openai_vector_store.a : store.name] }\\n'
    )
    deployment = deployed(tmp_path, variables={"names": ["x", "y"]})
    assert deployment.outputs == {"names": ["x", "y"]}
    assert list(deployment.state) == ['openai_vector_store.a["x"]', 'openai_vector_store.a["y"]']
    assert len([one for one in openai_sandbox.requests if one["method"] == "POST"]) == 2
    (tmp_path / "main.tf").write_text("")
    plan = deployment.plan(tmp_path)
    assert (plan.is_empty, len(plan.deletes), plan.output_changes) == (False, 2, ["names"])
    assert "will be destroyed" in plan.text
"""


def test_the_plugin_is_almost_free_and_explains_failures(tmp_path: Path) -> None:
    (tmp_path / "test_plugin.py").write_text(PLUGIN)
    assert "3 passed" in _pytest(tmp_path, "test_plugin.py")


def _pytest(folder: Path, *options: str) -> str:
    """Run pytest like a user: pytest finds the plugin by its entry point."""
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options],
        cwd=folder,
        env={**os.environ, "PATH": path, "TERRAFORM_BINARY_NAME": str(executable("1.15"))},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
