"""The first steps of a user: the demo, the quickstart, and the commands in the README."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, ROOT, environment, executable, write_settings

QUICKSTART = ROOT / "examples" / "quickstart"
SECONDS = 240


def run(command: list[str | Path], *, folder: Path, variables: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(variables),
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


def test_the_demo_succeeds(tmp_path: Path) -> None:
    printed = run(
        [sys.executable, "-m", "tools.demo", "--folder", tmp_path / "demo"],
        folder=ROOT,
        variables={**os.environ, "TERRAFORM_BINARY_NAME": str(executable("1.15"))},
    )
    assert "Terraform: .tools/bin/terraform-1.15" in printed
    assert "4 added, 0 changed, 0 destroyed" in printed
    assert "No changes" in printed
    assert "0 added, 1 changed, 0 destroyed" in printed
    assert "The state and the API are empty." in printed
    assert "To use a real key" in printed


def test_the_quickstart_is_deployed_with_cdk_terrain(
    tmp_path: Path, provider_mirror: Path, sandbox: Sandbox
) -> None:
    """It runs with the oldest Terraform. The demo deploys it with CDKTF and the newest. Only the import of the CDK differs."""
    work = tmp_path / "work"
    shutil.copytree(QUICKSTART, work)
    main = work / "main.py"
    main.write_text(main.read_text().replace("from cdktf import", "from cdktn import"))
    settings = write_settings(tmp_path / "terraform.rc", mirror=provider_mirror)
    path = [PROGRAMS, Path(sys.executable).parent, os.environ["PATH"]]
    variables = environment(
        settings=settings,
        own={
            **sandbox.environment,
            "PATH": os.pathsep.join(map(str, path)),
            "HOME": str(tmp_path),
            "TERRAFORM_BINARY_NAME": str(executable("1.11")),
            "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
            "CI": "1",
        },
    )
    program = PROGRAMS / "cdktn"
    deploy: list[str | Path] = [program, "deploy", "--skip-provider-lock", "--auto-approve"]
    printed = run([*deploy, "--outputs-file", "outputs.json"], folder=work, variables=variables)
    assert "4 added" in printed
    outputs: dict[str, Any] = json.loads((work / "outputs.json").read_text())["quickstart"]
    assert "Ada brings the cake" in outputs["answer_text"]
    assert outputs["model_id"].startswith("gpt-6")
    store = sandbox.client.get(f"/vector_stores/{outputs['vector_store_id']}").json()
    assert store["name"] == "Team notes"
    assert store["file_counts"]["completed"] == 1

    assert "No changes" in run([program, "diff"], folder=work, variables=variables)
    run([program, "destroy", "--auto-approve"], folder=work, variables=variables)
    assert sandbox.client.get("/vector_stores").json()["data"] == []


def test_ci_runs_the_command_of_the_readme() -> None:
    lines = [
        line
        for line in (ROOT / ".ci" / "run").read_text().splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert lines == ["make lint", "make test"]
    readme = (ROOT / "README.md").read_text()
    assert "CI runs `.ci/run` before each merge: `make lint` and `make test`." in readme
    assert all(f"\n{command} " in readme for command in (*lines, "make demo"))


def test_make_test_runs_all_tests() -> None:
    """The last command runs pytest without a selection of tests."""
    done = subprocess.run(
        ["make", "--dry-run", "test"],
        cwd=ROOT,
        # Without the variables of a make that runs this test.
        env={n: v for n, v in os.environ.items() if not n.startswith(("MAKE", "WORKERS", "ARGS"))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1].strip() == (
        ".venv/bin/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder"
    )


def test_a_set_up_without_changes_prints_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "tools/set_up.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    again = subprocess.run(
        [sys.executable, "tools/set_up.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert again.stdout == "", done.stdout
