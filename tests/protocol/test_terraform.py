"""A real Terraform with the test double of a provider."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess

import pytest
from launched import DOUBLE, ROOT, launched

NEWEST = str(ROOT / ".tools" / "bin" / "terraform-1.15")
CONFIGURATION = """
terraform {
  required_providers {
    double = { source = "openai-cdktf/double" }
  }
}
provider "double" {
  key = "k"
}
variable "name" {
  default = "n"
}
variable "nothing" {
  type    = string
  default = null
}
resource "double_thing" "first" {
  name     = var.name
  ratio    = 0.1
  count_   = 3
  labels   = ["b", "a"]
  metadata = { team = "x" }
  secret   = "write only"
  free     = { list = [1, "two", { three = 3.5 }], none = null }
  parts    = [{ size = 1 }]
}
resource "double_thing" "second" {
  name = double_thing.first.id
  free = var.nothing
}
data "double_found" "found" {
  name = "n"
}
output "size" {
  value = data.double_found.found.size
}
output "joined" {
  value = provider::double::join("-", "a", "b")
}
"""


@pytest.fixture
def terraform(tmp_path):
    program = shutil.which("terraform")
    assert program, "the protocol is tested with Terraform: put `terraform` on PATH"
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    launcher = plugins / "terraform-provider-double"
    launcher.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.join(DOUBLE)} "$@"\n'
    )
    launcher.chmod(0o755)
    settings = tmp_path / "settings.tfrc"
    settings.write_text(
        'provider_installation {\n  dev_overrides { "openai-cdktf/double" = '
        f"{json.dumps(str(plugins))} }}\n  direct {{}}\n}}\n"
    )
    stack = tmp_path / "stack"
    stack.mkdir()
    (stack / "main.tf").write_text(CONFIGURATION)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    environment = kept | {
        "TF_CLI_CONFIG_FILE": str(settings),
        "CHECKPOINT_DISABLE": "1",
        "TMPDIR": str(tmp_path),
    }

    def run(
        *arguments: str, newest: bool = False, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [NEWEST if newest else program, *arguments],
            cwd=stack,
            env=environment | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_a_stack_is_applied_changes_are_planned_and_it_is_destroyed(terraform, tmp_path):
    applied = terraform("apply", "-auto-approve", "-no-color")
    assert applied.returncode == 0, applied.stderr
    state = json.loads((tmp_path / "stack" / "terraform.tfstate").read_text())
    kinds = {one["name"]: one["instances"][0]["attributes"] for one in state["resources"]}
    assert kinds["first"]["ratio"] == 0.1
    assert kinds["first"]["secret"] is None
    assert kinds["first"]["token"] == "write only planned"
    assert kinds["second"]["name"] == "thing-1"
    assert state["outputs"]["size"]["value"] == 2**70
    assert state["outputs"]["joined"]["value"] == "a-b"
    assert not list(tmp_path.glob("plugin??????*/socket"))
    changed = terraform("plan", "-no-color", "-var", "name=changed")
    assert changed.returncode == 0, changed.stderr
    assert "will be destroyed" not in changed.stdout
    destroyed = terraform("destroy", "-auto-approve", "-no-color")
    assert destroyed.returncode == 0, destroyed.stderr
    assert "2 destroyed" in destroyed.stdout


def test_terraform_reads_the_whole_schema(terraform):
    arguments = terraform("providers", "schema", "-json")
    assert arguments.returncode == 0, arguments.stderr
    (schema,) = json.loads(arguments.stdout)["provider_schemas"].values()
    block = schema["resource_schemas"]["double_thing"]["block"]
    assert block["attributes"]["free"]["type"] == "dynamic"
    assert block["attributes"]["secret"]["write_only"]
    assert block["attributes"]["parts"]["nested_type"]["nesting_mode"] == "list"


def test_an_error_is_shown_without_the_key(terraform):
    planned = terraform("plan", "-no-color", "-var", "name=crash", TF_LOG="trace")
    assert planned.returncode == 1
    assert "Bug in the provider" in planned.stderr
    assert "[ERROR] provider.terraform-provider-double: PlanResourceChange failed" in planned.stderr
    assert "plugin failed to exit gracefully" not in planned.stderr


def test_terraform_attaches_to_a_provider_that_is_being_debugged(terraform):
    with launched(None, "--debug") as running:
        assert running.process.stdout is not None
        line = next(line for line in running.process.stdout if line.startswith("TF_REATTACH"))
        value = line.partition("=")[2].strip().strip("'").replace('/openai"', '/double"')
        planned = terraform("plan", "-no-color", TF_REATTACH_PROVIDERS=value)
        assert planned.returncode == 0, planned.stderr
        assert running.process.poll() is None


def query(terraform, tmp_path, filter_):
    (tmp_path / "stack" / "found.tfquery.hcl").write_text(
        'list "double_thing" "some" {\n  provider = double\n  limit = 3\n'
        f'  config {{\n    filter = "{filter_}"\n  }}\n}}\n'
    )
    return terraform("query", "-no-color", newest=True)


def test_query_shows_warnings_and_objects(terraform, tmp_path):
    found = query(terraform, tmp_path, "warn")
    assert found.returncode == 0, found.stderr
    lines = [line for line in found.stdout.splitlines() if line.startswith("list.double_thing")]
    assert [line.split("   ")[-1] for line in lines] == ["thing 0", "thing 1", "thing 2"]
    assert "Warned" in found.stdout + found.stderr


def test_failure_in_the_middle_of_a_query_is_an_error(terraform, tmp_path):
    found = query(terraform, tmp_path, "refuse")
    assert found.returncode == 1
    assert "Told to refuse." in found.stderr


def test_identity_of_a_resource_is_stored(terraform, tmp_path):
    applied = terraform("apply", "-auto-approve", "-no-color", newest=True)
    assert applied.returncode == 0, applied.stderr
    state = json.loads((tmp_path / "stack" / "terraform.tfstate").read_text())
    managed = [one["instances"][0] for one in state["resources"] if one["mode"] == "managed"]
    assert [one["identity"] for one in managed] == [{"id": "thing-1"}] * 2
