"""A folder in which Terraform finds the provider of this Python environment, without an installation and without a registry."""

from __future__ import annotations

import platform
import re
import shlex
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

SOURCE: Final = "openai-cdktf/openai"
_HOSTS = ("registry.terraform.io", "registry.opentofu.org")
_PROGRAM = "terraform-provider-openai"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_BLOCK = re.compile(r"^\s*provider_installation\s*\{", re.MULTILINE)


def write(folder: Path, user_settings: str) -> Path:
    """Write the folder, and settings for Terraform that use it for this provider. Return the file of the settings.

    Args:
        folder: an empty folder.
        user_settings: the content of the user's own settings, which are used for all other providers.

    Raises:
        FileNotFoundError: The environment has no provider. The message says what to do.
    """
    release = version("openai-cdktf")
    machine = platform.machine().lower()
    target = f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine)}"
    for host in _HOSTS:
        place = folder / "mirror" / host / SOURCE / release / target
        place.mkdir(parents=True)
        program = place / f"{_PROGRAM}_v{release}"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(_provider())} "$@"\n')
        program.chmod(0o755)
    addresses = ", ".join(f'"{host}/{SOURCE}"' for host in _HOSTS)
    mirror = (
        f'filesystem_mirror {{\n  path = "{folder / "mirror"}"\n  include = [{addresses}]\n}}\n'
    )
    if opening := _BLOCK.search(user_settings):
        text = user_settings[: opening.end()] + f"\n{mirror}" + user_settings[opening.end() :]
    else:
        text = f"{user_settings}\nprovider_installation {{\n{mirror}direct {{\n  exclude = [{addresses}]\n}}\n}}\n"
    file = folder / "terraform.rc"
    file.write_text(text)
    return file


def _provider() -> str:
    beside = Path(sys.executable).with_name(_PROGRAM)
    found = str(beside) if beside.exists() else shutil.which(_PROGRAM)
    if not found:
        raise FileNotFoundError(
            f"{_PROGRAM} is not in {beside.parent} and not on PATH. Install openai-cdktf in the environment of your tests"
        )
    return found
