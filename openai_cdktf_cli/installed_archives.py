"""Installs and removes archives of a release in Terraform's plugin directory, which can contain packed providers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openai_cdktf_cli import archives, plugin_directory
from openai_cdktf_cli.archives import Archive
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.plugin_directory import Installed
from openai_cdktf_cli.provider_address import Address


def install(
    directory: Path, providers: Sequence[Address], source: Path
) -> tuple[Archive, list[Installed]]:
    """Copy the archive for this system to each address, in place of the launcher of its version.

    Raises:
        CommandFailure: There is no archive for this system, it is damaged, or a file cannot be written.
    """
    found = archives.find(source)
    target = plugin_directory.target()
    fitting = [archive for archive in found if archive.target == target]
    if not fitting:
        others = ", ".join(archive.target for archive in found)
        raise CommandFailure(
            f"{source} has no archive for this system, {target}, only for {others}. Download the archive "
            f"for {target}, or use `openai-cdktf install` without --from."
        )
    newest = fitting[-1]
    done = []
    for provider in providers:
        _check_type(provider)
        file = archive_file(directory, provider, newest)
        changed = plugin_directory.write(file, newest.file.read_bytes(), mode=0o644)
        plugin_directory.remove_launcher(directory, provider, newest.version)
        done.append(Installed(file=file, changed=changed))
    return newest, done


def archive_file(directory: Path, provider: Address, archive: Archive) -> Path:
    """Return the path of an archive in a plugin directory."""
    return directory / provider.folder / archive.file.name


def _check_type(provider: Address) -> None:
    if provider.type != "openai":
        raise CommandFailure(
            f"An archive cannot be installed as {provider.short}: its program is for providers of type "
            "openai, such as openai/openai. Use `openai-cdktf install` without --from."
        )
