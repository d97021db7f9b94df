"""Rules of the project that `make lint` cannot check: generated files, names of modules, and the modules that the start loads."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "openai_cdktf",
    "openai_cdktf_cli",
    "openai_cdktf_pytest",
    "openai_sandbox",
    "provider_shim",
    "tools",
)
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


def test_make_lint_runs_every_tool() -> None:
    """No test runs these tools."""
    shown = subprocess.run(
        ["make", "--dry-run", "lint"],
        cwd=ROOT,
        # Without the variables of a make that runs this test.
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    programs = {line for line in shown.stdout.splitlines() if line.startswith(".venv/bin/")}
    assert programs == {
        f".venv/bin/{command}"
        for command in (
            "ruff check .",
            "ruff format --check .",
            "actionlint .github/workflows/*.yml",
            "zizmor --offline --quiet .github",
            "codespell",
            "mypy",
            (
                "mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32 "
                "-p openai_cdktf_cli -p provider_shim -p openai_sandbox -m tools.release"
            ),
            "pyright --pythonpath .venv/bin/python",
            "lint-imports",
        )
    }


@pytest.mark.parametrize(("tool", "option"), [("mypy", "files"), ("pyright", "include")])
def test_type_checkers_read_all_code_and_the_typed_samples(tool: str, option: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][tool]
    assert set(settings[option]) == {*PACKAGES, "tests/typing", "examples/testing"}


def test_no_test_passes_by_returning_early() -> None:
    """Unsuitable parameters are excluded from the test."""
    early = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for test in ast.walk(ast.parse(path.read_text()))
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_")
        for node in ast.walk(test)
        if isinstance(node, ast.Return) and node.value is None
    ]
    assert early == []


def test_every_module_has_a_docstring() -> None:
    silent = [str(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_no_module_has_a_vague_name() -> None:
    assert [str(path) for path in modules() if path.stem.lstrip("_") in FORBIDDEN_NAMES] == []


def test_no_hand_written_module_is_too_long() -> None:
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
def test_the_start_loads_no_slow_module(done: str) -> None:
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


def test_only_one_module_of_the_provider_asks_for_the_parent_process() -> None:
    """The parent of a fork of a warm server is not Terraform: `process.terraform` returns Terraform in both cases."""
    asking = [
        file.name
        for file in (ROOT / "provider_shim").rglob("*.py")
        if "getppid" in file.read_text()
    ]
    assert asking == ["process.py"]
