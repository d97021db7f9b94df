"""Every program in ``examples/programs`` is deployed with both CDKs: apply, an empty second plan, destroy."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.markdown import blocks
from tests.terraform import PROGRAMS, ROOT, Terraform

EXAMPLES = sorted((ROOT / "examples" / "programs").glob("*.py"))
GUIDES = ROOT / "docs" / "guides"


@pytest.mark.parametrize("cdk", ["cdktf", "cdktn"])
@pytest.mark.parametrize("program", EXAMPLES, ids=lambda path: path.stem)
def test_a_program_is_deployed(newest: Terraform, tmp_path: Path, program: Path, cdk: str) -> None:
    text = program.read_text().replace("from cdktf import", f"from {cdk} import")
    (tmp_path / "main.py").write_text(text)
    (tmp_path / "cdktf.json").write_text("{}")
    done = subprocess.run(
        [sys.executable, "main.py"],
        cwd=tmp_path,
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
    [stack] = (tmp_path / "cdktf.out" / "stacks").iterdir()
    there = dataclasses.replace(newest, folder=stack)
    there.init()
    there.apply()
    assert there.plan().is_empty
    there.destroy()


@pytest.mark.parametrize("program", EXAMPLES, ids=lambda path: path.stem)
def test_a_guide_shows_the_program(program: Path) -> None:
    shown = [block.text for guide in GUIDES.glob("*.md") for block in blocks(guide, "python")]
    assert program.read_text() in shown
