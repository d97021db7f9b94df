"""The output of ``openai-cdktf install`` and ``uninstall``. ``plugin_directory`` writes and removes the files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from openai_cdktf_cli import installed_archives, plugin_directory, provider_address
from openai_cdktf_cli.provider_address import OWN_ADDRESS, Address
from openai_cdktf_cli.terraform_settings import (
    installation_block,
    provider_installation_file,
    usual_settings_file,
)
from provider_shim.version import VERSION


def install(
    directory: Path | None, *, also_as: list[str], opentofu: bool, source: Path | None = None
) -> None:
    """Install the provider under its own address and the given ones, and print how to use it.

    Raises:
        CommandFailure: An address is malformed, a file cannot be written, or there is no archive for this system.
    """
    providers = provider_address.addresses(also_as, opentofu=opentofu)
    if sys.platform == "win32" and source is None:
        typer.echo(_windows())
        return
    chosen = (directory or plugin_directory.implied_directory()).expanduser().absolute()
    if source is not None:
        archive, done = installed_archives.install(chosen, providers, source)
        version = archive.version
        typer.echo(
            "This is the provider with its own Python. It does not use the Python of this machine."
        )
    else:
        done = plugin_directory.install(chosen, providers, python=Path(sys.executable))
        version = VERSION
        typer.echo("This is the launcher. It starts the provider with the Python of openai-cdktf.")
    for installed in done:
        typer.echo(f"{'Installed' if installed.changed else 'Up to date'}: {installed.file}")
    typer.echo("")
    typer.echo(_hints(providers[-1] if also_as else OWN_ADDRESS, version))
    if chosen not in plugin_directory.searched_directories():
        typer.echo("")
        typer.echo(
            _own_folder(chosen, f"Terraform does not search {chosen} by default.", providers)
        )
    elif (settings := provider_installation_file()) is not None:
        reason = (
            f"{settings} has a provider_installation block, so Terraform searches only the "
            "folders in this block."
        )
        typer.echo("")
        typer.echo(_own_folder(chosen, reason, providers))


def uninstall(directory: Path | None, *, every_version: bool) -> None:
    """Remove the files that ``install`` has written, and print them.

    Raises:
        CommandFailure: A file cannot be removed.
    """
    chosen = (directory or plugin_directory.implied_directory()).expanduser().absolute()
    removed = plugin_directory.uninstall(chosen, everything=every_version)
    for file in removed:
        typer.echo(f"Removed: {file}")
    if not removed:
        typer.echo(f"openai-cdktf is not installed in {chosen}.")


def _hints(provider: Address, version: str) -> str:
    return f"""\
With CDKTF or CDK Terrain, deploy without checksums from a registry:

  cdktf deploy --skip-provider-lock

With plain Terraform:

  terraform {{
    required_providers {{
      openai = {{
        source  = "{provider.short}"
        version = "{version}"
      }}
    }}
  }}"""


def _own_folder(directory: Path, reason: str, providers: Sequence[Address]) -> str:
    block = installation_block("filesystem_mirror.path", directory.as_posix(), providers)
    return f"""\
{reason} Add the folder to Terraform's settings file
(TF_CLI_CONFIG_FILE, by default {usual_settings_file()}):

{block}"""


def _windows() -> str:
    scripts = Path(sys.executable).parent
    if scripts.name.lower() != "scripts":
        scripts /= "Scripts"
    path = os.fspath(scripts).replace("\\", "\\\\")
    return f"""\
Nothing was installed. On Windows, Terraform cannot start the launcher, which is a shell script. The .exe file of pip
contains the path of its Python, so its checksum would differ between machines. There are two other ways.

Install the archive of a release, which contains the provider with its own Python:

  openai-cdktf install --from terraform-provider-openai_{VERSION}_windows_amd64.zip

Or use the file of pip directly: add this to {usual_settings_file()}, and do not run `terraform init`:

  provider_installation {{
    dev_overrides {{
      "{OWN_ADDRESS.short}" = "{path}"
    }}
    direct {{}}
  }}"""
