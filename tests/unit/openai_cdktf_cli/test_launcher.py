"""The launcher has the same bytes on every machine, and finds its Python."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from openai_cdktf_cli.launcher import launcher_text
from provider_shim.version import VERSION
from tests.unit.openai_cdktf_cli.command import Command

WHAT_IT_IS = "This is the Terraform provider for OpenAI"


@pytest.fixture
def launcher(tmp_path: Path) -> Path:
    file = tmp_path / f"terraform-provider-openai_v{VERSION}"
    file.write_text(launcher_text())
    file.chmod(0o755)
    return file


def python(file: Path, *, says: str) -> Path:
    """Write a script in place of a Python. It prints a text and its first two arguments."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'#!/bin/sh\nprintf "%s\\n" {shlex.quote(says)} "$1" "$2"\nexit 3\n')
    file.chmod(0o755)
    return file


def script(file: Path, *, says: str) -> Path:
    """Write a console script like pip."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"#!{sys.executable}\nimport sys\n# from provider_shim.__main__ import main\n"
        f"print({says!r})\nsys.exit(3)\n"
    )
    file.chmod(0o755)
    return file


def isolated(command: Command) -> Command:
    """Return the command with only the programs of the system on PATH."""
    return command.with_variables(PATH="/usr/bin:/bin")


def test_the_bytes_do_not_depend_on_the_installing_python(tmp_path: Path) -> None:
    installed = []
    for name in ("one", "a much longer path with spaces"):
        home = tmp_path / name
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", home / "venv"], check=True)
        done = subprocess.run(
            [home / "venv" / "bin" / "python", "-m", "openai_cdktf_cli", "install"],
            env={"HOME": str(home), "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (file,) = (home / ".terraform.d").rglob("terraform-provider-openai_*")
        installed.append(file.read_bytes())
        pointer = home / ".config" / "openai-cdktf" / f"python-{VERSION}"
        assert pointer.read_text() == f"{home / 'venv' / 'bin' / 'python'}\n"
    assert installed[0] == installed[1]
    assert str(tmp_path).encode() not in installed[0]


def test_the_launcher_starts_the_provider(command: Command, launcher: Path) -> None:
    done = (
        isolated(command)
        .with_variables(OPENAI_CDKTF_PYTHON=sys.executable)
        .program([str(launcher)])
    )
    assert done.returncode == 1
    assert WHAT_IT_IS in done.stderr
    assert done.stdout == ""


def test_an_installed_launcher_finds_the_installing_python(command: Command) -> None:
    command("install")
    (file,) = command.plugins.rglob("terraform-provider-openai_*")
    assert WHAT_IT_IS in isolated(command).program([str(file)]).stderr


def test_the_order_is_variable_environment_path_settings(command: Command, launcher: Path) -> None:
    named = python(command.home / "named" / "python", says="named")
    active = command.home / "venv"
    python(active / "bin" / "python", says="active")
    script(active / "bin" / "terraform-provider-openai", says="not used")
    script(command.home / "bin" / "terraform-provider-openai", says="found")
    noted = python(command.home / "noted" / "python", says="noted")
    command.settings.mkdir(parents=True)
    (command.settings / f"python-{VERSION}").write_text(f"{noted}\n")

    run = isolated(command)
    assert run.program([str(launcher)]).stdout.splitlines() == ["noted", "-P", "-c"]
    run = run.with_variables(PATH=f"{command.home}/bin:/usr/bin:/bin")
    assert run.program([str(launcher)]).stdout.splitlines() == ["found"]
    run = run.with_variables(VIRTUAL_ENV=str(active))
    assert run.program([str(launcher)]).stdout.splitlines() == ["active", "-P", "-c"]
    run = run.with_variables(OPENAI_CDKTF_PYTHON=str(named))
    done = run.program([str(launcher)])
    assert done.stdout.splitlines() == ["named", "-P", "-c"]
    assert done.returncode == 3


def test_the_settings_folder_follows_xdg_config_home(command: Command, launcher: Path) -> None:
    noted = python(command.home / "noted python", says="noted")
    settings = command.home / "elsewhere"
    (settings / "openai-cdktf").mkdir(parents=True)
    (settings / "openai-cdktf" / f"python-{VERSION}").write_text(str(noted))  # without a line end
    done = isolated(command).with_variables(XDG_CONFIG_HOME=str(settings)).program([str(launcher)])
    assert done.stdout.splitlines()[0] == "noted"


def test_without_home_the_settings_are_in_the_users_home(command: Command, launcher: Path) -> None:
    """``id`` and the shell find the home folder. The test changes no file in it."""
    home = command.program(["/bin/sh", "-c", "unset HOME; eval echo ~$(id -un)"]).stdout.strip()
    trace = command.program(
        ["env", "-u", "HOME", "PATH=/usr/bin:/bin", "/bin/sh", "-x", str(launcher)]
    )
    assert f"pointer={home}/.config/openai-cdktf/python-{VERSION}" in trace.stderr


def test_a_virtual_environment_without_the_package_is_skipped(
    command: Command, launcher: Path
) -> None:
    python(command.home / "venv" / "bin" / "python", says="not used")
    script(command.home / "bin" / "terraform-provider-openai", says="found")
    run = command.with_variables(
        VIRTUAL_ENV=str(command.home / "venv"), PATH=f":{command.home}/bin:/usr/bin:/bin"
    )
    assert run.program([str(launcher)]).stdout == "found\n"


@pytest.mark.parametrize(
    "content",
    [b"\x7fELF\x00\x01", b"#!/bin/sh\necho another provider\n", b"", launcher_text().encode()],
    ids=["binary", "script", "empty", "launcher"],
)
def test_another_program_with_the_same_name_is_skipped(
    command: Command, launcher: Path, content: bytes
) -> None:
    other = command.home / "first" / "terraform-provider-openai"
    other.parent.mkdir()
    other.write_bytes(content)
    other.chmod(0o755)
    script(command.home / "second" / "terraform-provider-openai", says="found")
    path = f"{command.home}/first:{command.home}/second:/usr/bin:/bin"
    assert command.with_variables(PATH=path).program([str(launcher)]).stdout == "found\n"


def test_a_module_in_the_working_folder_is_not_imported(command: Command, launcher: Path) -> None:
    (command.home / "provider_shim.py").write_text("raise SystemExit('shadowed')")
    done = (
        isolated(command)
        .with_variables(OPENAI_CDKTF_PYTHON=sys.executable)
        .program([str(launcher)])
    )
    assert WHAT_IT_IS in done.stderr


@pytest.mark.parametrize("started_by", ["hand", "terraform"])
@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("nothing", "found no Python with openai-cdktf: run `openai-cdktf install` again"),
        ("gone", "does not exist any more: run `openai-cdktf install` again"),
        ("wrong variable", "OPENAI_CDKTF_PYTHON is /nowhere/python, which cannot be run"),
        ("bare python", "does not have openai-cdktf. Install it there"),
    ],
)
def test_without_a_python_one_sentence_says_what_to_do(
    command: Command, launcher: Path, *, case: str, sentence: str, started_by: str
) -> None:
    run = isolated(command)
    if case == "gone":
        command.settings.mkdir(parents=True)
        (command.settings / f"python-{VERSION}").write_text("/nowhere/python\n")
    if case == "wrong variable":
        run = run.with_variables(OPENAI_CDKTF_PYTHON="/nowhere/python")
    if case == "bare python":
        bare = command.home / "bare"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
        run = run.with_variables(OPENAI_CDKTF_PYTHON=str(bare / "bin" / "python"))
    if started_by == "terraform":
        run = run.with_variables(TF_PLUGIN_MAGIC_COOKIE="x")
    done = run.program([str(launcher)])
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    # Terraform shows the first line of stdout, and not of stderr.
    assert done.stdout == (done.stderr if started_by == "terraform" else "")


def test_the_launcher_process_becomes_the_provider(command: Command, launcher: Path) -> None:
    """Terraform stops the process that it has started, so this process must be the provider."""
    named = command.home / "python"
    named.write_text('#!/bin/sh\necho "$$"\n')
    named.chmod(0o755)
    with subprocess.Popen(
        [launcher],
        env={**command.environment, "OPENAI_CDKTF_PYTHON": str(named)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        out, _ = process.communicate(timeout=30)
    assert out.strip() == str(process.pid)
