"""Terraform's plugin directory: where a provider is found without a registry, and what lies there.

It knows folders and files. It must not print, and must not touch anything that it did not make.
"""

from __future__ import annotations

import dataclasses
import os
import platform
import re
import sys
from pathlib import Path
from typing import Final

from openai_cdktf_cli import launcher
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.home_folder import home_folder
from provider_shim.version import VERSION

TERRAFORM_HOST: Final = "registry.terraform.io"
OPENTOFU_HOST: Final = "registry.opentofu.org"

_PART = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z_-]*[0-9A-Za-z])?\Z")
_HOST = re.compile(r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+(?::\d+)?\Z")
_ARCHITECTURES: Final = {  # as Python names them: as Go does
    "x86_64": "amd64",
    "amd64": "amd64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "i386": "386",
    "i686": "386",
    "armv6l": "arm",
    "armv7l": "arm",
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Address:
    """A provider's source address, as ``required_providers`` names it."""

    host: str
    namespace: str
    type: str

    @property
    def short(self) -> str:
        """What people write: without the host where it is Terraform's own."""
        name = f"{self.namespace}/{self.type}"
        return name if self.host == TERRAFORM_HOST else f"{self.host}/{name}"

    @property
    def folder(self) -> Path:
        """The folder of all its versions, below a plugin directory."""
        return Path(self.host, self.namespace, self.type)


OWN_ADDRESS: Final = Address(host=TERRAFORM_HOST, namespace="openai-cdktf", type="openai")
OPENTOFU_ADDRESS: Final = dataclasses.replace(OWN_ADDRESS, host=OPENTOFU_HOST)


def address(text: str) -> Address:
    """Parse ``[host/]namespace/type``.

    Raises:
        CommandFailure: It is no such address.
    """
    *host, namespace, type_ = text.split("/") if text.count("/") in (1, 2) else ("", "", "")
    hostname = host[0] if host else TERRAFORM_HOST
    if not (_HOST.match(hostname) and _PART.match(namespace) and _PART.match(type_)):
        raise CommandFailure(
            f"{text!r} is no provider address: write namespace/type, such as openai/openai, or "
            "host/namespace/type."
        )
    return Address(host=hostname.lower(), namespace=namespace.lower(), type=type_.lower())


def implied_directory() -> Path:
    """Return the folder that Terraform and OpenTofu search without being told: the user's own."""
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA")
        return Path(roaming or home_folder() / "AppData" / "Roaming") / "terraform.d" / "plugins"
    return home_folder() / ".terraform.d" / "plugins"


def searched_directories() -> list[Path]:
    """Return the user's folders that Terraform searches without being told, the usual one first."""
    found = [implied_directory()]
    if sys.platform == "win32":
        found.append(found[0].parent.parent / "HashiCorp" / "Terraform" / "plugins")
    elif sys.platform == "darwin":
        found.append(home_folder() / "Library" / "Application Support" / "io.terraform" / "plugins")
    else:
        data = os.environ.get("XDG_DATA_HOME") or home_folder() / ".local" / "share"
        found += [Path(data) / "terraform" / "plugins", Path(data) / "opentofu" / "plugins"]
    return found


def target() -> str:
    """Return this machine as Terraform names it, such as ``linux_amd64``."""
    machine = platform.machine().lower()
    return f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine)}"


def launcher_file(directory: Path, provider: Address) -> Path:
    """Return where the launcher of this version lies in a plugin directory."""
    name = f"terraform-provider-{provider.type}_v{VERSION}"
    return directory / provider.folder / VERSION / target() / name


def pointer_file() -> Path:
    """Return the file that notes the Python to use, outside the folder that Terraform checks."""
    settings = os.environ.get("XDG_CONFIG_HOME") or home_folder() / ".config"
    return Path(settings) / "openai-cdktf" / launcher.pointer_name(VERSION)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Installed:
    """What ``install`` did with one file."""

    file: Path
    changed: bool


def install(directory: Path, providers: list[Address], *, python: Path) -> list[Installed]:
    """Lay the launcher under each address, and note the Python; the same again changes nothing.

    Raises:
        CommandFailure: A file cannot be written, or a foreign one stands in its place.
    """
    done = []
    for provider in providers:
        file = launcher_file(directory, provider)
        if _exists(file) and not is_ours(file):
            raise CommandFailure(
                f"{file} is not from openai-cdktf: it is another provider of the same name. Remove "
                "it, or install to another folder with --plugin-dir."
            )
        changed = _write(file, launcher.launcher_text(), mode=0o755)
        done.append(Installed(file=file, changed=changed))
    note = _write(pointer_file(), f"{python}\n", mode=0o644)
    return [*done, Installed(file=pointer_file(), changed=note)]


def uninstall(directory: Path, *, everything: bool) -> list[Path]:
    """Remove the launchers of this version, or of every version, and the folders left empty.

    Returns:
        The files that were removed.

    Raises:
        CommandFailure: A folder cannot be looked into, or a file cannot be removed.
    """
    version = "*" if everything else VERSION
    removed = []
    for file in _found(directory, f"*/*/*/{version}/*/terraform-provider-*"):
        if is_ours(file):
            _remove(file, up_to=directory)
            removed.append(file)
    note = launcher.pointer_name(version)
    for pointer in _found(pointer_file().parent, note):
        if not _is_needed(pointer):
            _remove(pointer, up_to=pointer.parent.parent)
            removed.append(pointer)
    return removed


def _is_needed(pointer: Path) -> bool:
    """Return whether a launcher that goes by this note lies in a folder that was not asked to be cleared."""
    version = pointer.name.removeprefix(launcher.pointer_name(""))
    return any(
        is_ours(file)
        for folder in searched_directories()
        for file in _found(folder, f"*/*/*/{version}/*/terraform-provider-*")
    )


def installed_launchers(directory: Path) -> list[Path]:
    """Return the launchers of any version for this machine, those under our own address first.

    Raises:
        CommandFailure: The folder cannot be looked into.
    """
    found = _found(directory, f"*/*/*/*/{target()}/terraform-provider-*")
    own = directory / OWN_ADDRESS.folder
    return sorted(
        (file for file in found if is_ours(file)),
        key=lambda file: (not file.is_relative_to(own), file),
    )


def is_ours(file: Path) -> bool:
    """Return whether a file is a launcher that ``install`` laid."""
    try:
        with file.open("rb") as stream:
            return launcher.MARKER.encode() in stream.read(200)
    except OSError:
        return False


def _exists(file: Path) -> bool:
    try:
        return file.exists() or file.is_symlink()
    except OSError as error:
        raise _unreadable(file.parent, error) from error


def _found(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError as error:
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: OSError) -> CommandFailure:
    return CommandFailure(f"Cannot look into {folder}: {error.strerror or error}.")


def _write(file: Path, text: str, *, mode: int) -> bool:
    """Write atomically, so that a Terraform which starts meanwhile finds the old file or the new."""
    content = os.fsencode(text)  # a path may hold what is no character in any encoding
    try:
        if file.is_file() and file.read_bytes() == content and file.stat().st_mode & 0o777 == mode:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        # Beside the folder, not in it: Terraform takes the checksum of all that lies there.
        draft = file.parent.parent / f".{file.name}.{os.getpid()}"
        draft.write_bytes(content)
        draft.chmod(mode)
        draft.replace(file)
    except OSError as error:
        raise CommandFailure(f"Cannot write {file}: {error.strerror or error}.") from error
    return True


def _remove(file: Path, *, up_to: Path) -> None:
    try:
        file.unlink()
        for folder in file.parents:
            if folder == up_to or any(folder.iterdir()):
                return
            folder.rmdir()
    except OSError as error:
        raise CommandFailure(f"Cannot remove {file}: {error.strerror or error}.") from error
