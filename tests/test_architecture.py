"""The structure of the project: who imports whom, what start-up loads, and that every tool is content."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("openai_cdktf", "openai_cdktf_cli", "openai_sandbox", "provider_shim", "tools")
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
HEAVY = (
    "openai",
    "httpx",
    "httpx2",
    "pydantic",
    "cdktf",
    "cdktn",
    "jsii",
    "constructs",
    "starlette",
    "typer",
)


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert found
    return [path for path in found if "_pb" not in path.parts]


def run(*command: str) -> None:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["lint-imports"], id="import contracts"),
        pytest.param(["ruff", "check", "."], id="ruff check"),
        pytest.param(["ruff", "format", "--check", "."], id="ruff format"),
        pytest.param(["mypy"], id="mypy"),
        pytest.param(["pyright", "--pythonpath", sys.executable], id="pyright"),
    ],
)
def test_tool_finds_nothing(command: list[str]) -> None:
    run(str(Path(sys.executable).parent / command[0]), *command[1:])


def test_what_is_generated_is_fresh() -> None:
    run(sys.executable, "-m", "tools.generate", "--check")


def test_every_module_says_what_it_is() -> None:
    silent = [str(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in modules() if path.stem.lstrip("_") in FORBIDDEN_NAMES] == []


def test_no_hand_written_module_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := path.read_text().count("\n")) > 420
        and not path.read_text().startswith("# Generated")
    }
    assert long == {}


@pytest.mark.parametrize(
    "done",
    ["import provider_shim.provider as p; p.Provider()", "import provider_shim.protocol.servicer"],
)
def test_start_up_loads_nothing_heavy(done: str) -> None:
    program = f"import sys; {done}; print([m for m in {HEAVY!r} if m in sys.modules])"
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert shown.stdout.strip() == "[]"


def test_importing_the_constructs_loads_no_cdk() -> None:
    program = "import sys, openai_cdktf; print([m for m in ('cdktf', 'cdktn', 'openai', 'grpc') if m in sys.modules])"
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert shown.stdout.strip() == "[]"
