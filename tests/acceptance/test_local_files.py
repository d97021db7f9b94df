"""The programs of the guide on local files work: Terraform finds the files, and assets contain them."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.markdown import blocks
from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, ROOT, Terraform

LOCAL, REMOTE = (block.text for block in blocks(ROOT / "docs/guides/local-files.md", "python"))
CODE = Path("stacks") / "local" / "cdk.tf.json"
CDKS = ("cdktf", "cdktn")


def project(folder: Path, program: str, cdk: str) -> Path:
    """Write a project, synthesize it, and return the output folder."""
    (folder / "receipts").mkdir(parents=True)
    (folder / "cdktf.json").write_text("{}")
    (folder / "handbook.md").write_text("Ask for help early.")
    (folder / "rules.md").write_text("Be kind.")
    (folder / "receipts" / "SKILL.md").write_text("---\nname: receipts\ndescription: Adds.\n---\n")
    (folder / "main.py").write_text(program.replace("from cdktf import", f"from {cdk} import"))
    done = subprocess.run(
        [sys.executable, "main.py"],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "cdktf.out"


@pytest.mark.parametrize("cdk", CDKS)
def test_local_files_are_uploaded_from_the_folder_of_the_stack(
    newest: Terraform, sandbox: Sandbox, tmp_path: Path, cdk: str
) -> None:
    folder = project(tmp_path / "project", LOCAL, cdk) / "stacks" / "local"
    there = dataclasses.replace(newest, folder=folder)
    there.init()
    there.apply()
    uploaded = sandbox.client.get("/files").json()["data"]
    assert {file["filename"] for file in uploaded} == {"handbook.md", "rules.md"}
    assert there.plan().is_empty


@pytest.mark.parametrize("cdk", CDKS)
def test_the_stack_contains_its_assets_for_remote_runs(
    newest: Terraform, sandbox: Sandbox, tmp_path: Path, cdk: str
) -> None:
    made = project(tmp_path / "project", REMOTE, cdk) / "stacks" / "remote"
    elsewhere = tmp_path / "other machine"
    shutil.move(made, elsewhere)
    shutil.rmtree(tmp_path / "project")
    there = dataclasses.replace(newest, folder=elsewhere)
    there.init()
    there.apply()
    (file,) = sandbox.client.get("/files").json()["data"]
    assert (file["filename"], file["bytes"]) == ("handbook.md", len("Ask for help early."))
    assert len(sandbox.client.get("/skills").json()["data"]) == 1
    assert there.plan().is_empty


@pytest.mark.parametrize("cdk", CDKS)
def test_the_synthesized_code_does_not_depend_on_the_project_path(tmp_path: Path, cdk: str) -> None:
    first, second = (
        json.loads((project(tmp_path / place, LOCAL, cdk) / CODE).read_text())["resource"]
        for place in ("laptop", "builds/of/ci")
    )
    assert first == second  # the CDK writes the absolute path of the local state
