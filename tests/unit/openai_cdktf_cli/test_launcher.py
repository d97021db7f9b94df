"""The launcher: the same bytes everywhere, and how it finds its Python."""

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
    """Make a stand-in for a Python, which tells that it was taken, and with which arguments."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'#!/bin/sh\nprintf "%s\\n" {shlex.quote(says)} "$1" "$2"\nexit 3\n')
    file.chmod(0o755)
    return file


def script(file: Path, *, says: str) -> Path:
    """Make a console script as pip makes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"#!{sys.executable}\nimport sys\n# from provider_shim.__main__ import main\n"
        f"print({says!r})\nsys.exit(3)\n"
    )
    file.chmod(0o755)
    return file


def alone(command: Command) -> Command:
    """See only the system's own programs."""
    return command.seeing(PATH="/usr/bin:/bin")


def test_its_bytes_do_not_depend_on_the_python_that_installs_it(tmp_path: Path) -> None:
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


def test_it_starts_the_provider(command: Command, launcher: Path) -> None:
    done = alone(command).seeing(OPENAI_CDKTF_PYTHON=sys.executable).program([str(launcher)])
    assert done.returncode == 1
    assert WHAT_IT_IS in done.stderr
    assert done.stdout == ""


def test_installed_it_finds_the_python_that_installed_it(command: Command) -> None:
    command("install")
    (file,) = command.plugins.rglob("terraform-provider-openai_*")
    assert WHAT_IT_IS in alone(command).program([str(file)]).stderr


def test_the_order_is_variable_environment_path_note(command: Command, launcher: Path) -> None:
    named = python(command.home / "named" / "python", says="named")
    active = command.home / "venv"
    python(active / "bin" / "python", says="active")
    script(active / "bin" / "terraform-provider-openai", says="not this way")
    script(command.home / "bin" / "terraform-provider-openai", says="found")
    noted = python(command.home / "noted" / "python", says="noted")
    command.settings.mkdir(parents=True)
    (command.settings / f"python-{VERSION}").write_text(f"{noted}\n")

    seeing = alone(command)
    assert seeing.program([str(launcher)]).stdout.splitlines() == ["noted", "-P", "-c"]
    seeing = seeing.seeing(PATH=f"{command.home}/bin:/usr/bin:/bin")
    assert seeing.program([str(launcher)]).stdout.splitlines() == ["found"]
    seeing = seeing.seeing(VIRTUAL_ENV=str(active))
    assert seeing.program([str(launcher)]).stdout.splitlines() == ["active", "-P", "-c"]
    seeing = seeing.seeing(OPENAI_CDKTF_PYTHON=str(named))
    done = seeing.program([str(launcher)])
    assert done.stdout.splitlines() == ["named", "-P", "-c"]
    assert done.returncode == 3


def test_the_note_follows_xdg_config_home(command: Command, launcher: Path) -> None:
    noted = python(command.home / "noted python", says="noted")
    settings = command.home / "elsewhere"
    (settings / "openai-cdktf").mkdir(parents=True)
    (settings / "openai-cdktf" / f"python-{VERSION}").write_text(str(noted))  # no line end
    done = alone(command).seeing(XDG_CONFIG_HOME=str(settings)).program([str(launcher)])
    assert done.stdout.splitlines()[0] == "noted"


def test_without_a_home_variable_the_note_is_where_the_user_lives(
    command: Command, launcher: Path
) -> None:
    """``id`` and the shell know the user; of the note that may lie there, nothing is changed."""
    told = command.program(["/bin/sh", "-c", "unset HOME; eval echo ~$(id -un)"]).stdout.strip()
    trace = command.program(
        ["env", "-u", "HOME", "PATH=/usr/bin:/bin", "/bin/sh", "-x", str(launcher)]
    )
    assert f"pointer={told}/.config/openai-cdktf/python-{VERSION}" in trace.stderr


def test_a_virtual_environment_without_the_package_is_passed_over(
    command: Command, launcher: Path
) -> None:
    python(command.home / "venv" / "bin" / "python", says="not this")
    script(command.home / "bin" / "terraform-provider-openai", says="found")
    seeing = command.seeing(
        VIRTUAL_ENV=str(command.home / "venv"), PATH=f":{command.home}/bin:/usr/bin:/bin"
    )
    assert seeing.program([str(launcher)]).stdout == "found\n"


@pytest.mark.parametrize(
    "content",
    [b"\x7fELF\x00\x01", b"#!/bin/sh\necho another provider\n", b"", launcher_text().encode()],
    ids=["binary", "script", "empty", "launcher"],
)
def test_another_program_of_that_name_is_passed_over(
    command: Command, launcher: Path, content: bytes
) -> None:
    other = command.home / "first" / "terraform-provider-openai"
    other.parent.mkdir()
    other.write_bytes(content)
    other.chmod(0o755)
    script(command.home / "second" / "terraform-provider-openai", says="found")
    path = f"{command.home}/first:{command.home}/second:/usr/bin:/bin"
    assert command.seeing(PATH=path).program([str(launcher)]).stdout == "found\n"


def test_a_module_in_the_working_folder_shadows_nothing(command: Command, launcher: Path) -> None:
    (command.home / "provider_shim.py").write_text("raise SystemExit('shadowed')")
    done = alone(command).seeing(OPENAI_CDKTF_PYTHON=sys.executable).program([str(launcher)])
    assert WHAT_IT_IS in done.stderr


@pytest.mark.parametrize("started_by", ["hand", "terraform"])
@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("nothing", "no Python with openai-cdktf was found: run `openai-cdktf install` again"),
        ("gone", "is gone: run `openai-cdktf install` again"),
        ("wrong variable", "OPENAI_CDKTF_PYTHON names /nowhere/python, which cannot be run"),
        ("bare python", "does not have openai-cdktf. Install it there"),
    ],
)
def test_without_a_python_it_says_in_one_sentence_what_to_do(
    command: Command, launcher: Path, *, case: str, sentence: str, started_by: str
) -> None:
    seeing = alone(command)
    if case == "gone":
        command.settings.mkdir(parents=True)
        (command.settings / f"python-{VERSION}").write_text("/nowhere/python\n")
    if case == "wrong variable":
        seeing = seeing.seeing(OPENAI_CDKTF_PYTHON="/nowhere/python")
    if case == "bare python":
        bare = command.home / "bare"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
        seeing = seeing.seeing(OPENAI_CDKTF_PYTHON=str(bare / "bin" / "python"))
    if started_by == "terraform":
        seeing = seeing.seeing(TF_PLUGIN_MAGIC_COOKIE="x")
    done = seeing.program([str(launcher)])
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    # Terraform shows its user the first line of standard output, and not of the other.
    assert done.stdout == (done.stderr if started_by == "terraform" else "")


def test_it_becomes_the_provider_instead_of_waiting_for_it(
    command: Command, launcher: Path
) -> None:
    """Terraform stops the process that it started: it must be the provider itself."""
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
