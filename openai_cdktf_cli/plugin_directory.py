"""Installs and removes the launcher in Terraform's plugin directory, in which Terraform finds providers without a registry.

It does not change or remove files of other programs.
"""

from __future__ import annotations

import dataclasses
import os
import platform
import sys
from pathlib import Path
from typing import Final

from openai_cdktf_cli import archives, launcher
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.home_folder import home_folder
from openai_cdktf_cli.provider_address import OWN_ADDRESS, Address
from provider_shim.version import VERSION

_ARCHITECTURES: Final = {  # names in Python and in Go
    "x86_64": "amd64",
    "amd64": "amd64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "i386": "386",
    "i686": "386",
    "armv6l": "arm",
    "armv7l": "arm",
}


def implied_directory() -> Path:
    """Return the plugin folder of the user, which Terraform and OpenTofu search by default."""
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA")
        return Path(roaming or home_folder() / "AppData" / "Roaming") / "terraform.d" / "plugins"
    return home_folder() / ".terraform.d" / "plugins"


def searched_directories() -> list[Path]:
    """Return the folders of the user that Terraform searches by default, with the usual one first."""
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
    """Return Terraform's name of this platform, such as ``linux_amd64``."""
    machine = platform.machine().lower()
    return f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine)}"


def launcher_file(directory: Path, provider: Address) -> Path:
    """Return the path of the launcher of this version in a plugin directory."""
    name = f"terraform-provider-{provider.type}_v{VERSION}"
    return directory / provider.folder / VERSION / target() / name


def pointer_file() -> Path:
    """Return the file with the path of the Python to use. It is outside the folder of the checksum."""
    settings = os.environ.get("XDG_CONFIG_HOME") or home_folder() / ".config"
    return Path(settings) / "openai-cdktf" / launcher.pointer_name(VERSION)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Installed:
    """A file of ``install``, and whether it was changed."""

    file: Path
    changed: bool


def install(directory: Path, providers: list[Address], *, python: Path) -> list[Installed]:
    """Write the launcher for each address, and the file with the path of the Python. Change nothing if both are up to date.

    Raises:
        CommandFailure: A file cannot be written, or there is another file in its place.
    """
    done = []
    for provider in providers:
        file = launcher_file(directory, provider)
        if _exists(file) and not is_ours(file):
            raise CommandFailure(
                f"{file} is not from openai-cdktf: it is another provider of the same name. Remove "
                "it, or install to another folder with --plugin-dir."
            )
        changed = write(file, os.fsencode(launcher.launcher_text()), mode=0o755)
        _remove_archive(directory, provider)
        done.append(Installed(file=file, changed=changed))
    # A path can contain bytes that are not valid text.
    note = write(pointer_file(), os.fsencode(f"{python}\n"), mode=0o644)
    return [*done, Installed(file=pointer_file(), changed=note)]


def uninstall(directory: Path, *, everything: bool) -> list[Path]:
    """Remove the launchers of this version, or of all versions, and the folders that are then empty.

    Returns:
        The files that were removed.

    Raises:
        CommandFailure: A folder cannot be read, or a file cannot be removed.
    """
    version = "*" if everything else VERSION
    removed = []
    for file in found(directory, f"*/*/*/{version}/*/terraform-provider-*"):
        if is_ours(file):
            _remove(file, up_to=directory)
            removed.append(file)
    for file in found(directory, f"*/*/*/terraform-provider-*_{version}_*.zip"):
        if archives.is_ours(file):
            _remove(file, up_to=directory)
            removed.append(file)
    note = launcher.pointer_name(version)
    for pointer in found(pointer_file().parent, note):
        if not _is_needed(pointer):
            _remove(pointer, up_to=pointer.parent.parent)
            removed.append(pointer)
    return removed


def _is_needed(pointer: Path) -> bool:
    """Return whether a launcher in one of the default folders still uses this file."""
    version = pointer.name.removeprefix(launcher.pointer_name(""))
    return any(
        is_ours(file)
        for folder in searched_directories()
        for file in found(folder, f"*/*/*/{version}/*/terraform-provider-*")
    )


def installed_launchers(directory: Path) -> list[Path]:
    """Return the launchers of all versions for this platform, with those for our own address first.

    Raises:
        CommandFailure: The folder cannot be read.
    """
    files = found(directory, f"*/*/*/*/{target()}/terraform-provider-*")
    own = directory / OWN_ADDRESS.folder
    return sorted(
        (file for file in files if is_ours(file)),
        key=lambda file: (not file.is_relative_to(own), file),
    )


def archives_in(directory: Path, version: str = VERSION) -> list[Path]:
    """Return the archives of a version for this platform.

    Raises:
        CommandFailure: The folder cannot be read.
    """
    pattern = f"*/*/*/terraform-provider-*_{version}_{target()}.zip"
    return [file for file in found(directory, pattern) if archives.is_ours(file)]


def is_ours(file: Path) -> bool:
    """Return whether a file is a launcher of ``install``."""
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


def found(folder: Path, pattern: str) -> list[Path]:
    """Return the files that match a pattern, sorted.

    Raises:
        CommandFailure: The folder cannot be read.
    """
    try:
        return sorted(folder.glob(pattern))
    except OSError as error:
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: OSError) -> CommandFailure:
    return CommandFailure(f"Cannot read the folder {folder}: {error.strerror or error}.")


def write(file: Path, content: bytes, *, mode: int) -> bool:
    """Write a file atomically, and return whether it was changed. Terraform finds the old or the new file.

    Raises:
        CommandFailure: The file cannot be written.
    """
    try:
        if file.is_file() and file.read_bytes() == content and file.stat().st_mode & 0o777 == mode:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        # Not in the same folder: Terraform's checksum includes all files in it.
        draft = file.parent.parent / f".{file.name}.{os.getpid()}"
        draft.write_bytes(content)
        draft.chmod(mode)
        draft.replace(file)
    except OSError as error:
        raise CommandFailure(f"Cannot write {file}: {error.strerror or error}.") from error
    return True


def remove_launcher(directory: Path, provider: Address, version: str) -> None:
    """Remove the launcher of a version for this platform, if it is installed.

    Raises:
        CommandFailure: It cannot be removed.
    """
    folder = directory / provider.folder
    for file in found(folder, f"{version}/{target()}/terraform-provider-*"):
        if is_ours(file):
            _remove(file, up_to=folder)


def _remove_archive(directory: Path, provider: Address) -> None:
    """Remove the archive of this version for this platform, which Terraform could use instead of the launcher."""
    folder = directory / provider.folder
    for file in found(folder, f"terraform-provider-*_{VERSION}_{target()}.zip"):
        if archives.is_ours(file):
            _remove(file, up_to=folder)


def _remove(file: Path, *, up_to: Path) -> None:
    try:
        file.unlink()
        for folder in file.parents:
            if folder == up_to or any(folder.iterdir()):
                return
            folder.rmdir()
    except OSError as error:
        raise CommandFailure(f"Cannot remove {file}: {error.strerror or error}.") from error
