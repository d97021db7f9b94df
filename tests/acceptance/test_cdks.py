"""Stacks with objects of every kind, with the command line of each CDK and real Terraform, against the sandbox."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, ROOT, Terraform, environment, executable, write_settings

STACKS = Path(__file__).parent / "stacks" / "every_object.py"
SECONDS = 300


@dataclass(frozen=True)
class Project:
    """A project of one CDK."""

    cdk: str
    folder: Path
    variables: dict[str, str]

    def run(self, *arguments: str | Path) -> str:
        """Run the CDK's command line, and return its output."""
        return self.execute(PROGRAMS / self.cdk, *arguments)

    def execute(self, *command: str | Path, **own: str) -> str:
        """Run a command, and return its output."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**self.variables, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if done.returncode:
            pytest.fail(f"{command} exited with code {done.returncode}:\n{done.stdout}")
        return done.stdout

    def code(self, stack: str) -> dict[str, Any]:
        """Return the synthesized code of a stack."""
        file = self.folder / "cdktf.out" / "stacks" / stack / "cdk.tf.json"
        code: dict[str, Any] = json.loads(file.read_text())
        return code


@pytest.fixture(params=["cdktf", "cdktn"])
def project(
    request: pytest.FixtureRequest, tmp_path: Path, provider_mirror: Path, sandbox: Sandbox
) -> Project:
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(STACKS, folder / "main.py")
    settings = {
        "language": "python",
        "app": f"{sys.executable} main.py",
        "projectId": "00000000-0000-0000-0000-000000000000",
        "sendCrashReports": "false",
        "targetVersions": {"terraform": ">=1.11.0"},
    }
    if request.param == "cdktf":
        del settings["targetVersions"]
    (folder / "cdktf.json").write_text(json.dumps(settings))
    path = [PROGRAMS, Path(sys.executable).parent, os.environ["PATH"]]
    variables = environment(
        settings=write_settings(tmp_path / "terraform.rc", mirror=provider_mirror),
        own={
            **sandbox.environment,
            "CDK": request.param,
            "PATH": os.pathsep.join(map(str, path)),
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
            "TERRAFORM_BINARY_NAME": str(executable("1.11")),
            "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
            "CI": "1",
        },
    )
    return Project(request.param, folder, variables)


def test_a_stack_with_objects_of_every_kind_is_deployed_and_destroyed(
    project: Project, sandbox: Sandbox
) -> None:
    deploy = [
        "deploy",
        "*",
        "--skip-provider-lock",
        "--auto-approve",
        "--outputs-file",
        "outputs.json",
    ]
    project.run(*deploy)
    written = {
        block
        for stack in ("library", "desk")
        for block in ("resource", "data", "ephemeral")
        if block in project.code(stack)
    }
    # test_examples.py applies every object, and test_generated_bindings.py compares every object.
    assert written == {"resource", "data", "ephemeral"}
    outputs = json.loads((project.folder / "outputs.json").read_text())["desk"]
    assert outputs["assistant_name"] == "Librarian"
    assert outputs["first_model"] == outputs["all_models"].split(",")[0]
    assert outputs["answer_text"]
    assert outputs["completed"] == "0 of 0"
    assert len(sandbox.client.get("/files").json()["data"]) == 3
    names = {store["name"] for store in sandbox.client.get("/vector_stores").json()["data"]}
    assert {"Spare 0", "Spare 1", "Store of cover.txt, 25 bytes"} <= names

    assert "No changes" in project.run("diff", "desk")  # which uses objects of the other stack
    project.run("destroy", "*", "--auto-approve")
    for collection in ("files", "vector_stores", "assistants"):
        assert sandbox.client.get(f"/{collection}").json()["data"] == []


TESTING = """
import {cdk} as cdk
from openai_cdktf import File, OpenaiProvider

def valid(**overrides):
    stack = cdk.TerraformStack(cdk.Testing.app(), "stack")
    OpenaiProvider(stack, "openai")
    file = File(stack, "file", content="x", purpose="user_data")
    for name, value in overrides.items():
        file.add_override(name, value)
    return cdk.Testing.to_be_valid_terraform(cdk.Testing.full_synth(stack))

print("VALID", valid(), valid(no_such_argument=True))
"""


def test_the_testing_functions_of_the_cdk_report_validity(project: Project) -> None:
    output = project.execute(sys.executable, "-c", TESTING.format(cdk=project.cdk))
    assert "VALID True False" in output


def test_terraform_accepts_the_synthesized_hcl(
    project: Project, provider_mirror: Path, sandbox: Sandbox
) -> None:
    output = project.folder / "hcl"
    project.execute(sys.executable, "main.py", SYNTH_HCL_OUTPUT="true", CDKTF_OUTDIR=str(output))
    for stack in ("library", "desk"):
        folder = output / "stacks" / stack
        terraform = Terraform(
            version="1.11", folder=folder, mirror=provider_mirror, own=sandbox.environment
        )
        terraform.init()
        assert terraform.validate().errors == []
    library = Terraform(
        version="1.11",
        folder=output / "stacks" / "library",
        mirror=provider_mirror,
        own=sandbox.environment,
    )
    library.apply()
    sizes = sorted(file["bytes"] for file in sandbox.client.get("/files").json()["data"])
    assert sizes == [3, 3, len('A "cover",\nby \\d+ people.')]
    library.destroy()
