"""The projects of `openai-cdktf new` work at once: their tests pass, and the CDK's command line deploys them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from openai_cdktf_cli.new import command
from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, ROOT, environment, executable, write_settings

PROJECTS = [
    *(
        ("app", cdk, pattern)
        for pattern, cdk in zip(command.patterns(), ["cdktf", "cdktn"] * 9, strict=False)
    ),
    ("library", "cdktn", command.NO_PATTERN),
    ("hcl", "cdktf", command.NO_PATTERN),
]
"""Each kind and each pattern once, on alternating CDKs."""

DEPLOYED = [("app", "cdktf"), ("library", "cdktn")]


@pytest.mark.parametrize(("kind", "cdk", "pattern"), PROJECTS)
def test_the_tests_of_a_new_project_pass(kind: str, cdk: str, pattern: str, tmp_path: Path) -> None:
    command.create(tmp_path, kind=kind, cdk=cdk, pattern=pattern, force=False)
    variables = {**os.environ, "PATH": _path(), "TERRAFORM_BINARY_NAME": str(executable("1.15"))}
    output = _run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], tmp_path, variables
    )
    assert f"{1 if kind == 'hcl' else 3} passed" in output


@pytest.mark.parametrize(("kind", "cdk"), DEPLOYED)
def test_a_new_project_is_deployed(
    kind: str, cdk: str, tmp_path: Path, provider_mirror: Path, sandbox: Sandbox
) -> None:
    folder = tmp_path / "support"
    command.create(folder, kind=kind, cdk=cdk, pattern=command.NO_PATTERN, force=False)
    variables = environment(
        settings=write_settings(tmp_path / "terraform.rc", mirror=provider_mirror),
        own={
            **sandbox.environment,
            "PATH": _path(),
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
            "TERRAFORM_BINARY_NAME": str(executable("1.15")),
            "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
            "CI": "1",
        },
    )
    _run(
        [str(PROGRAMS / cdk), "deploy", "--skip-provider-lock", "--auto-approve"], folder, variables
    )
    (store,) = sandbox.client.get("/vector_stores").json()["data"]
    assert store["name"] == ("support" if kind == "app" else "texts")


def _path() -> str:
    return os.pathsep.join(map(str, [PROGRAMS, Path(sys.executable).parent, os.environ["PATH"]]))


def _run(words: list[str], folder: Path, variables: dict[str, str]) -> str:
    done = subprocess.run(
        words,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
