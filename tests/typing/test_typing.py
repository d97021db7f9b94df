"""Both type checkers accept right uses of the constructs and refuse wrong ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
API = Path(__file__).with_name("api.py")


def run(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_mypy_agrees_on_what_is_right_and_wrong() -> None:
    run("mypy", "--strict", "--warn-unused-ignores", str(API))


def test_pyright_agrees_on_what_is_right_and_wrong(tmp_path: Path) -> None:
    config = tmp_path / "pyrightconfig.json"
    config.write_text(
        json.dumps(
            {
                "include": [os.path.relpath(API, tmp_path)],  # it ignores absolute paths
                "extraPaths": [str(ROOT)],
                "pythonVersion": "3.11",
                "enableTypeIgnoreComments": False,  # those are for mypy
                "reportUnnecessaryTypeIgnoreComment": "error",
            }
        )
    )
    told = run("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(config))
    assert json.loads(told)["summary"]["filesAnalyzed"] == 1
