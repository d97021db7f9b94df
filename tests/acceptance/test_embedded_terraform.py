"""The Terraform library behaves like the Terraform program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.terraform import executable, write_settings

RESOURCE = 'resource "terraform_data" "one" {\n  input = "a"\n}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_settings(tmp_path / "terraform.rc", mirror=tmp_path)
    return tmp_path


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [executable("1.15"), *arguments],
        cwd=folder,
        env={**os.environ, "TF_CLI_CONFIG_FILE": str(folder / "terraform.rc")},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_version_is_printed(folder: Path) -> None:
    assert run(folder, "version").stdout.startswith("Terraform v1.15.")


def test_init_plan_and_apply_work(folder: Path) -> None:
    (folder / "main.tf").write_text(RESOURCE)
    assert run(folder, "init").returncode == 0
    assert "1 to add" in run(folder, "plan").stdout
    assert "1 added" in run(folder, "apply", "-auto-approve").stdout
    assert "No changes" in run(folder, "plan").stdout


def test_the_exit_code_is_that_of_terraform(folder: Path) -> None:
    (folder / "main.tf").write_text(RESOURCE)
    run(folder, "init")
    assert run(folder, "plan", "-detailed-exitcode").returncode == 2
    (folder / "main.tf").write_text("output {")
    assert run(folder, "validate").returncode == 1


def test_standard_input_is_read(folder: Path) -> None:
    (folder / "main.tf").write_text(RESOURCE)
    run(folder, "init")
    assert "cancelled" in run(folder, "apply", stdin="no\n").stdout
    assert "1 added" in run(folder, "apply", stdin="yes\n").stdout


def test_output_without_a_terminal_has_no_colors(folder: Path) -> None:
    (folder / "main.tf").write_text(RESOURCE)
    run(folder, "init")
    assert "\x1b" not in run(folder, "plan").stdout


def test_arguments_from_the_environment_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "main.tf").write_text(RESOURCE)
    run(folder, "init")
    monkeypatch.setenv("TF_CLI_ARGS", "-detailed-exitcode")
    assert run(folder, "plan").returncode == 2
