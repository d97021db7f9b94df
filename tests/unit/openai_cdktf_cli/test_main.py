"""The complete command line: help, version, exit codes, and no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from provider_shim.version import VERSION
from tests.unit.openai_cdktf_cli.command import Command

COMMANDS = ("install", "uninstall", "sandbox", "doctor", "orphans")


def test_the_version_is_that_of_the_package(command: Command) -> None:
    assert command("--version").stdout == f"openai-cdktf {VERSION}\n"


def test_the_console_script_is_installed(command: Command) -> None:
    script = Path(sys.executable).with_name("openai-cdktf")
    assert command.program([str(script), "--version"]).stdout == f"openai-cdktf {VERSION}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_lists_each_command(command: Command, name: str) -> None:
    assert name in command("--help").stdout
    done = command(name, "--help")
    assert done.returncode == 0
    assert f"{name} [OPTIONS]" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["instal"], ["install", "--nonsense"], ["sandbox", "--port", "x"]]
)
def test_wrong_usage_exits_2(command: Command, arguments: list[str]) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_help_loads_no_package_of_the_commands() -> None:
    program = (
        "import sys, openai_cdktf_cli.__main__\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}\n"
        "  & {'openai', 'openai_sandbox', 'grpc', 'jsii', 'cdktf', 'uvicorn', 'pydantic'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("debug", [True, False])
def test_a_bug_is_reported_with_a_sentence_and_a_log(command: Command, *, debug: bool) -> None:
    program = (
        "import sys, openai_cdktf_cli.installing as installing, openai_cdktf_cli.__main__ as main\n"
        "def install(*arguments, **options): raise ZeroDivisionError('boom')\n"
        "installing.install = install\n"
        "sys.argv = ['openai-cdktf', *sys.argv[1:]]\n"
        "main.main()"
    )
    flags = ["--debug"] if debug else []
    done = command.program([sys.executable, "-c", program, *flags, "install"])
    assert done.returncode == 1
    assert "This is a bug in openai-cdktf" in done.stderr
    assert "ZeroDivisionError: boom" in done.stderr
    assert ("Traceback" in done.stderr) is debug
    log = Path(done.stderr.split("report it with ")[1].split(",")[0])
    assert "Traceback" in log.read_text()
    log.unlink()
