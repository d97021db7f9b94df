"""The archives of a release: the provider with its own Python, one file for each system."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openai_cdktf_cli.failure import CommandFailure

MARKER: Final = "openai-cdktf with its own Python"
"""The program of every archive contains this text. It is a script, or on Windows a small launcher."""

_LARGEST_PROGRAM: Final = 1_000_000  # bytes; the programs of other providers are larger

_NAME = re.compile(
    r"terraform-provider-openai_(?P<version>[^_/]+)_(?P<target>[a-z]+_[a-z0-9]+)\.zip\Z"
)


@dataclass(frozen=True, kw_only=True)
class Archive:
    """An archive with its version and its system, such as ``linux_amd64``."""

    file: Path
    version: str
    target: str

    @functools.cached_property
    def hashes(self) -> list[str]:
        """Both checksums that Terraform writes into ``.terraform.lock.hcl``."""
        return [_of_contents(self.file), f"zh:{_sha256(self.file)}"]


def find(path: Path) -> list[Archive]:
    """Return the archive, or all archives in a folder, and check them against the checksums of the release beside them.

    Raises:
        CommandFailure: There is no archive, or an archive differs from its checksum.
    """
    files = sorted(path.glob("terraform-provider-openai_*.zip")) if path.is_dir() else [path]
    found = [made for file in files if (made := _archive(file))]
    if not found:
        raise CommandFailure(
            f"{path} contains no archive of the provider, such as "
            "terraform-provider-openai_1.0.0_linux_amd64.zip. Download the archives of a release."
        )
    for archive in found:
        _check(archive)
    return found


def is_ours(file: Path) -> bool:
    """Return whether a file is an archive of this provider."""
    try:
        with zipfile.ZipFile(file) as packed:
            programs = [
                entry
                for entry in packed.infolist()
                if "/" not in entry.filename
                and entry.filename.startswith("terraform-")
                and entry.file_size < _LARGEST_PROGRAM
            ]
            return any(MARKER.encode() in packed.read(entry) for entry in programs)
    except (OSError, zipfile.BadZipFile):
        return False


def unpack(file: Path, folder: Path) -> list[Path]:
    """Unpack an archive like Terraform, and return its programs."""
    with zipfile.ZipFile(file) as packed:
        for entry in packed.infolist():
            Path(packed.extract(entry, folder)).chmod((entry.external_attr >> 16) & 0o777)
    return sorted(folder.glob("terraform-provider-*"))


def _archive(file: Path) -> Archive | None:
    match = _NAME.search(file.name)
    if match is None or not is_ours(file):
        return None
    return Archive(file=file, version=match["version"], target=match["target"])


def _check(archive: Archive) -> None:
    sums = archive.file.with_name(f"terraform-provider-openai_{archive.version}_SHA256SUMS")
    if not sums.is_file():
        return
    expected = {name: digest for digest, name in map(str.split, sums.read_text().splitlines())}
    if expected.get(archive.file.name) != _sha256(archive.file):
        raise CommandFailure(
            f"{archive.file} differs from its checksum in {sums.name}. Download it again."
        )


def _of_contents(file: Path) -> str:
    """Return Terraform's checksum of the unpacked files (``h1``)."""
    with zipfile.ZipFile(file) as packed:
        names = sorted(name for name in packed.namelist() if not name.endswith("/"))
        lines = [f"{hashlib.sha256(packed.read(name)).hexdigest()}  {name}\n" for name in names]
    digest = hashlib.sha256("".join(lines).encode()).digest()
    return f"h1:{base64.b64encode(digest).decode()}"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
