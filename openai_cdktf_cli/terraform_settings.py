"""Reads Terraform's settings file, to find out where Terraform searches for providers."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from openai_cdktf_cli.home_folder import home_folder

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
