"""Terraform's own settings file, as far as it decides where providers are looked for. Only reads."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from openai_cdktf_cli.home_folder import home_folder

_BLOCK = re.compile(r"^\s*provider_installation\s*\{", re.MULTILINE)


def settings_file() -> Path:
    """Return the settings file that Terraform reads, whether it exists or not."""
    named = os.environ.get("TF_CLI_CONFIG_FILE") or os.environ.get("TERRAFORM_CONFIG")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or home_folder() / "AppData/Roaming") / "terraform.rc"
    return home_folder() / ".terraformrc"


def provider_installation_file() -> Path | None:
    """Return the settings file if it tells where providers are searched, else None.

    With such a block, Terraform no longer searches the user's plugin folder by itself.
    """
    file = settings_file()
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return file if _BLOCK.search(text) else None
