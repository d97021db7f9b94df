"""Doctor's checks of the provider: is it installed, does it start, is it the version of this package."""

from __future__ import annotations

import os
from pathlib import Path

from openai_cdktf_cli import launcher, plugin_directory
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.findings import Finding, ask, missing, ok, optional, version_in
from openai_cdktf_cli.terraform_settings import provider_installation_file
from provider_shim.version import VERSION

_NAME = "Provider"


def check_provider(directory: Path | None) -> list[Finding]:
    """Find the launcher of this version in the plugin folder, and start it by hand."""
    folders = [directory] if directory else plugin_directory.searched_directories()
    try:
        found = [one for folder in folders for one in plugin_directory.installed_launchers(folder)]
    except CommandFailure as failure:
        return [missing(_NAME, str(failure).rstrip("."), fix="Let this user read the folder.")]
    current = [file for file in found if file.name.endswith(f"_v{VERSION}")]
    again = "openai-cdktf install" + (f" --plugin-dir {directory}" if directory else "")
    if not current:
        older = ", ".join(sorted({file.parent.parent.name for file in found}))
        seen = (
            f"version {older} is installed, but this package is {VERSION}"
            if older
            else f"not installed in {folders[0]}"
        )
        return [missing(_NAME, seen, fix=again)]
    if current[0].read_text() != launcher.launcher_text():
        return [missing(_NAME, f"{current[0]} was changed since it was installed", fix=again)]
    where = [] if directory else _searched(folders)
    return [ok(_NAME, f"{VERSION} at {current[0]}"), _start(current[0], fix=again), *where]


def _start(file: Path, *, fix: str) -> Finding:
    """Start it as a person would: it must say what it is, and end at once."""
    name = "Provider starts"
    environment = {k: v for k, v in os.environ.items() if k != "TF_PLUGIN_MAGIC_COOKIE"}
    answer = ask([os.fspath(file)], environment=environment)
    if answer is None:
        return missing(name, f"{file} cannot be run, or does not end", fix=fix)
    said = answer.err or answer.out
    if "Terraform provider for OpenAI" not in said:
        last = said.splitlines()[-1] if said else f"exit code {answer.code} and no word"
        return missing(name, last.removeprefix("openai-cdktf: "), fix=fix)
    version = version_in(said.splitlines()[0])
    if version and version != version_in(VERSION):
        dotted = ".".join(map(str, version))
        return missing(
            name,
            f"the Python that it finds has openai-cdktf {dotted}, not {VERSION}",
            fix="Upgrade openai-cdktf there, or let OPENAI_CDKTF_PYTHON name another Python.",
        )
    return ok(name, "its Python was found")


def _searched(folders: list[Path]) -> list[Finding]:
    file = provider_installation_file()
    if file is None:
        return []
    text = file.read_text(encoding="utf-8", errors="replace")
    if "dev_overrides" in text or any(str(folder) in text for folder in folders):
        return []
    return [
        optional(
            "Provider is searched",
            f"{file} has a provider_installation block, which does not name {folders[0]}",
            fix="Add a filesystem_mirror with that path to it (`openai-cdktf install` shows how).",
        )
    ]
