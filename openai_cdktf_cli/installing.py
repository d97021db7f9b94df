"""``openai-cdktf install`` and ``uninstall``: what they print. The files are ``plugin_directory``'s part."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from openai_cdktf_cli import plugin_directory
from openai_cdktf_cli.plugin_directory import OPENTOFU_ADDRESS, OWN_ADDRESS, Address
from openai_cdktf_cli.terraform_settings import provider_installation_file
from provider_shim.version import VERSION


def install(directory: Path | None, *, also_as: list[str], opentofu: bool) -> None:
    """Install under the provider's own address and the others asked for, and say how to use it.

    Raises:
        CommandFailure: An address is malformed, or a file cannot be written.
    """
    providers = [OWN_ADDRESS, *([OPENTOFU_ADDRESS] if opentofu else [])]
    providers += [plugin_directory.address(text) for text in also_as]
    if sys.platform == "win32":
        typer.echo(_windows())
        return
    chosen = (directory or plugin_directory.implied_directory()).expanduser().absolute()
    done = plugin_directory.install(
        chosen, list(dict.fromkeys(providers)), python=Path(sys.executable)
    )
    for installed in done:
        typer.echo(f"{'Installed' if installed.changed else 'Up to date'}: {installed.file}")
    typer.echo("")
    typer.echo(_hints(providers[-1] if also_as else OWN_ADDRESS))
    if chosen not in plugin_directory.searched_directories():
        typer.echo("")
        typer.echo(_own_folder(chosen, f"Terraform does not search {chosen} by itself."))
    elif (settings := provider_installation_file()) is not None:
        reason = (
            f"{settings} has a provider_installation block, so Terraform searches only what is "
            "named there."
        )
        typer.echo("")
        typer.echo(_own_folder(chosen, reason))


def uninstall(directory: Path | None, *, every_version: bool) -> None:
    """Remove what ``install`` made, and say what was removed.

    Raises:
        CommandFailure: A file cannot be removed.
    """
    chosen = (directory or plugin_directory.implied_directory()).expanduser().absolute()
    removed = plugin_directory.uninstall(chosen, everything=every_version)
    for file in removed:
        typer.echo(f"Removed: {file}")
    if not removed:
        typer.echo(f"Nothing of openai-cdktf is installed in {chosen}.")


def _hints(provider: Address) -> str:
    return f"""\
With CDKTF or CDK Terrain, deploy without asking a registry for checksums:

  cdktf deploy --skip-provider-lock

With plain Terraform:

  terraform {{
    required_providers {{
      openai = {{
        source  = "{provider.short}"
        version = "{VERSION}"
      }}
    }}
  }}"""


def _own_folder(directory: Path, reason: str) -> str:
    return f"""\
{reason} Name the folder in the file that
TF_CLI_CONFIG_FILE names (usually ~/.terraformrc):

  provider_installation {{
    filesystem_mirror {{
      path    = "{directory}"
      include = ["*/*/openai"]
    }}
    direct {{
      exclude = ["*/*/openai"]
    }}
  }}"""


def _windows() -> str:
    scripts = Path(sys.executable).parent
    if scripts.name.lower() != "scripts":
        scripts /= "Scripts"
    path = os.fspath(scripts).replace("\\", "\\\\")
    return f"""\
Nothing was installed: on Windows, Terraform starts only .exe files, and the one that pip made holds
the path of its Python, so that its checksum would differ between machines. Let Terraform start it
where it is. Put this into %APPDATA%\\terraform.rc, and leave `terraform init` out:

  provider_installation {{
    dev_overrides {{
      "{OWN_ADDRESS.short}" = "{path}"
    }}
    direct {{}}
  }}"""
