"""The provider checks of ``doctor``: it is installed, it starts, and it has the version of this package."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openai_cdktf_cli import archives, launcher, plugin_directory
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.findings import Finding, missing, ok, optional, run_program, version_in
from openai_cdktf_cli.terraform_settings import provider_installation_file
from provider_shim.version import VERSION

_NAME = "Provider"


def check_provider(directory: Path | None) -> list[Finding]:
    """Find the launcher of this version in the plugin folder, and start it like a user."""
    folders = [directory] if directory else plugin_directory.searched_directories()
    try:
        found = [one for folder in folders for one in plugin_directory.installed_launchers(folder)]
    except CommandFailure as failure:
        return [
            missing(
                _NAME,
                str(failure).rstrip("."),
                fix="Give this user read permission for the folder.",
            )
        ]
    current = [file for file in found if file.name.endswith(f"_v{VERSION}")]
    again = "openai-cdktf install" + (f" --plugin-dir {directory}" if directory else "")
    if not current and (packed := _archives(folders)):
        return [ok(_NAME, f"{VERSION} at {packed[0]}"), _start_archive(packed[0], fix=again)]
    if not current:
        older = ", ".join(sorted({file.parent.parent.name for file in found}))
        seen = (
            f"version {older} is installed, but this package is {VERSION}"
            if older
            else f"not installed in {folders[0]}"
        )
        return [missing(_NAME, seen, fix=again)]
    if current[0].read_text() != launcher.launcher_text():
        return [missing(_NAME, f"{current[0]} was changed after the installation", fix=again)]
    where = [] if directory else _searched(folders)
    return [ok(_NAME, f"{VERSION} at {current[0]}"), _start(current[0], fix=again), *where]


def _archives(folders: Sequence[Path]) -> list[Path]:
    return [one for folder in folders for one in plugin_directory.archives_in(folder)]


def _start_archive(file: Path, *, fix: str) -> Finding:
    """Unpack an archive like Terraform, and start its provider."""
    with tempfile.TemporaryDirectory() as folder:
        (program,) = archives.unpack(file, Path(folder))
        return _start(program, fix=fix, started="it has its own Python")


def _start(file: Path, *, fix: str, started: str = "it found its Python") -> Finding:
    """Start the provider like a user. It must print its name and exit."""
    name = "Provider starts"
    environment = {k: v for k, v in os.environ.items() if k != "TF_PLUGIN_MAGIC_COOKIE"}
    answer = run_program([os.fspath(file)], environment=environment)
    if answer is None:
        return missing(name, f"{file} cannot be run, or does not exit", fix=fix)
    output = answer.err or answer.out
    if "Terraform provider for OpenAI" not in output:
        last = output.splitlines()[-1] if output else f"exit code {answer.code} without output"
        return missing(name, last.removeprefix("openai-cdktf: "), fix=fix)
    version = version_in(output.splitlines()[0])
    if version and version != version_in(VERSION):
        dotted = ".".join(map(str, version))
        return missing(
            name,
            f"its Python has openai-cdktf {dotted}, not {VERSION}",
            fix="Upgrade openai-cdktf there, or set OPENAI_CDKTF_PYTHON to another Python.",
        )
    return ok(name, started)


def _searched(folders: list[Path]) -> list[Finding]:
    file = provider_installation_file()
    if file is None:
        return []
    text = file.read_text(encoding="utf-8", errors="replace")
    if "dev_overrides" in text or any(str(folder) in text for folder in folders):
        return []
    return [
        optional(
            "Provider search",
            f"{file} has a provider_installation block, but it does not contain {folders[0]}",
            fix="Add a filesystem_mirror with this path to the block. `openai-cdktf install` shows how.",
        )
    ]
