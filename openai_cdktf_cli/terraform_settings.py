"""Reads Terraform's settings file, to find out where Terraform searches for providers."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from openai_cdktf_cli.home_folder import home_folder
from openai_cdktf_cli.provider_address import Address

_BLOCK = re.compile(r"^\s*provider_installation\s*\{", re.MULTILINE)


def settings_file() -> Path:
    """Return the path of Terraform's settings file. The file may not exist."""
    named = os.environ.get("TF_CLI_CONFIG_FILE") or os.environ.get("TERRAFORM_CONFIG")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or home_folder() / "AppData/Roaming") / "terraform.rc"
    return home_folder() / ".terraformrc"


def usual_settings_file() -> str:
    """Return the path of Terraform's settings file, if no variable sets another one, for a message."""
    return r"%APPDATA%\terraform.rc" if sys.platform == "win32" else "~/.terraformrc"


def installation_block(method: str, place: str, providers: Sequence[Address]) -> str:
    """Return an indented block with which Terraform installs the providers from one place, and all others as usual.

    Args:
        method: the block and its argument, such as ``network_mirror.url``.
        place: the URL, or the path.
        providers: the addresses of the providers.
    """
    block, _, argument = method.partition(".")
    # Terraform accepts a pattern such as */*/openai only if all three parts are *.
    names = ", ".join(f'"{provider.short}"' for provider in providers)
    return f"""\
  provider_installation {{
    {block} {{
      {argument:<7} = "{place}"
      include = [{names}]
    }}
    direct {{
      exclude = [{names}]
    }}
  }}"""


def provider_installation_file() -> Path | None:
    """Return the settings file if it has a ``provider_installation`` block, otherwise None.

    With such a block, Terraform does not search the plugin folder of the user by default.
    """
    file = settings_file()
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return file if _BLOCK.search(text) else None
