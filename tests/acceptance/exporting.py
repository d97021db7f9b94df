"""Runs ``openai-cdktf export`` for tests, and the programs that it writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.measuring import MEASURED
from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, ROOT, Plan

_SECONDS = 300


def environment(sandbox: Sandbox) -> dict[str, str]:
    """Return the variables with which the command finds a sandbox."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    return {**MEASURED, **own, **sandbox.environment}


def command(*arguments: str | Path) -> list[str]:
    """Return the command line."""
    return [sys.executable, "-m", "openai_cdktf_cli", "export", *map(str, arguments)]


def export(
    sandbox: Sandbox, *arguments: str | Path, code: int = 0, **own: str
) -> subprocess.CompletedProcess[str]:
    """Run the command, and check its exit code."""
    done = subprocess.run(
        command(*arguments),
        env={**environment(sandbox), **own},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def synthesized(folder: Path, out: Path) -> Path:
    """Run a program, and return the folder of its stack."""
    done = subprocess.run(
        [sys.executable, "main.py"],
        env={
            **os.environ,
            "CDKTF_OUTDIR": str(out),
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "stacks" / "openai"


def assert_only_imports(plan: Plan) -> None:
    assert plan.actions == {}
    assert all(change.get("importing") for change in plan.changes.values())
