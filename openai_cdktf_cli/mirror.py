"""The output of ``openai-cdktf mirror``: a folder that any web server can serve as a network mirror of providers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from openai_cdktf_cli import archives
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.provider_address import Address
from openai_cdktf_cli.terraform_settings import installation_block


def mirror(directory: Path, source: Path, providers: Sequence[Address]) -> None:
    """Write the archives of a release into a network mirror, beside the versions that are already in it.

    Raises:
        CommandFailure: There is no archive, an archive is damaged, or a file cannot be written.
    """
    found = archives.find(source)
    try:
        for provider in providers:
            for archive in found:
                _add(directory / provider.folder, archive)
                typer.echo(f"{provider.short} {archive.version} for {archive.target}")
    except OSError as error:
        raise CommandFailure(f"Cannot write {error.filename}: {error.strerror}.") from error
    typer.echo("")
    typer.echo(_hints(directory, providers))


def _add(folder: Path, archive: archives.Archive) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(archive.file, folder / archive.file.name)
    _update(folder / "index.json", "versions", archive.version, {})
    entry = {"hashes": archive.hashes, "url": archive.file.name}
    _update(folder / f"{archive.version}.json", "archives", archive.target, entry)


def _update(file: Path, member: str, key: str, value: Any) -> None:
    """Set one key of a member of a JSON file. Keep the others."""
    content = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    content.setdefault(member, {})[key] = value
    file.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _hints(directory: Path, providers: Sequence[Address]) -> str:
    block = installation_block("network_mirror.url", "https://terraform.example.com/", providers)
    return f"""\
Serve {directory} with HTTPS, and its JSON files as application/json. Add its URL to Terraform's settings file. This is the file in
TF_CLI_CONFIG_FILE, by default ~/.terraformrc, and on Windows %APPDATA%\\terraform.rc:

{block}"""
