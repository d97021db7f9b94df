"""`openai_cdktf.testing` and its plugin for pytest, as users run them: in a process of their own, with real Terraform."""

from __future__ import annotations

import os
import re
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
        file.write_text(re.sub(r"\bcdktf\b", cdk, file.read_text()))
    shutil.rmtree(folder / "cdktf.out", ignore_errors=True)
    assert "5 passed" in _pytest(folder, "-W", "error", *options)
    assert not (folder / "cdktf.out").exists(), "tests that run in parallel must not share a folder"


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

def test_a_folder_with_hcl_uses_neither_its_backend_nor_its_connection(deployed, tmp_path):
    (tmp_path / "main.tf").write_text(
        'terraform {\\n  backend "s3" {\\n    bucket = "real"\\n  }\\n  required_providers {\\n    openai = { source = "openai-cdktf/openai" }\\n  }\\n}\\n'
        'provider "openai" {\\n  alias    = "real"\\n  api_key  = "sk-real"\\n  base_url = "https://127.0.0.1:1/v1"\\n}\\n'
        'resource "openai_vector_store" "a" {\\n  provider = openai.real\\n  name     = "A"\\n}\\n'
    )
    deployment = deployed(tmp_path)
    assert deployment.state["openai_vector_store.a"]["id"].startswith("vs_")
    text = (tmp_path / "main.tf").read_text()
    (tmp_path / "main.tf").write_text(text.replace('backend "s3"', "cloud").replace("bucket", "organization"))
    assert deployment.plan(tmp_path).is_empty

def test_the_state_stays_if_a_new_configuration_cannot_be_written(deployed, tmp_path):
    import pytest
    (tmp_path / "main.tf").write_text('output "a" { value = 1 }')
    deployment = deployed(tmp_path)
    with pytest.raises(OSError):
        deployment.update(tmp_path / "none")
    assert deployment.outputs == {"a": 1}

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
    assert "5 passed" in _pytest(tmp_path, "test_plugin.py")


PROCESS = """
import json, threading, urllib.request
import pytest

def is_in_a_thread():
    return "openai-sandbox" in {thread.name for thread in threading.enumerate()}

def names(sandbox):
    key = sandbox.environment["OPENAI_ADMIN_KEY"]
    url = sandbox.base_url + "/organization/projects"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request) as response:
        return {project["name"] for project in json.load(response)["data"]}

@pytest.mark.openai_sandbox(seed={"projects": [{"name": "Search"}]})
class TestSeed:
    def test_a_test_begins_with_the_seed(self, openai_sandbox):
        assert "Search" in names(openai_sandbox)
        assert [one["path"] for one in openai_sandbox.requests] == ["/v1/organization/projects"]
        assert is_in_a_thread() is False

    def test_the_log_and_the_objects_are_those_of_the_test(self, openai_sandbox):
        assert openai_sandbox.requests == []
        with openai_sandbox.faults("500:times=1"), pytest.raises(OSError, match="500"):
            names(openai_sandbox)

@pytest.mark.openai_sandbox(seed="organization.yaml", mode="thread")
def test_a_marker_can_choose_a_thread(openai_sandbox):
    assert "Billing" in names(openai_sandbox)
    assert is_in_a_thread() is True

def test_without_a_seed_there_are_no_objects(openai_sandbox):
    assert names(openai_sandbox).isdisjoint({"Search", "Billing"})

@pytest.mark.openai_sandbox(sed="organization.yaml")
def test_a_wrong_option(openai_sandbox): ...

@pytest.mark.openai_sandbox(seed="none.yaml")
def test_a_missing_seed(openai_sandbox): ...

@pytest.mark.openai_sandbox(seed={"project": []}, mode="thread")
def test_a_wrong_seed(openai_sandbox): ...

def test_a_wrong_stack():
    from openai_cdktf import InvalidArgumentsError
    raise InvalidArgumentsError("File: 2 problems:\\n  - content is missing")
"""


def test_the_sandbox_can_have_its_own_process_and_a_seed(tmp_path: Path) -> None:
    (tmp_path / "test_process.py").write_text(PROCESS)
    (tmp_path / "organization.yaml").write_text("projects:\n  - name: Billing\n")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nopenai_sandbox = process\naddopts = --strict-markers\n"
    )
    shown = _pytest(tmp_path, "-n", "2", "--dist", "loadscope", failures=True)
    for line in (
        "The fixture openai_sandbox: sed is unknown: did you mean `seed`?",
        "test_a_wrong_stack - File: 2 problems: - content",
        f'The fixture openai_sandbox: seed: there is no file "{tmp_path / "none.yaml"}"',
        "The fixture openai_sandbox: project: Additional properties are not allowed",
        "1 failed, 4 passed, 3 errors",
    ):
        assert line in shown


def _pytest(folder: Path, *options: str, failures: bool = False) -> str:
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
    assert done.returncode == int(failures), done.stdout + done.stderr
    return done.stdout
