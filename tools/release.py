"""``python -m tools.release [--sign KEY]``: what a release consists of, laid into ``dist``.

The wheel and the source distribution for Python's package index; for Terraform's registry an archive for each system,
their checksums, and the manifest that tells the protocol. The archives hold the launcher alone, as `openai-cdktf install` lays
it: whoever has the provider from a registry and whoever has it from pip have the same checksums in their lock files. The same
commit gives the same bytes. It must not publish anything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openai_cdktf_cli.launcher import launcher_text
from provider_shim.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = ("darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64")
"""Where the launcher, a shell script, runs."""

_NAME = f"terraform-provider-openai_{VERSION}"
_PROGRAM = f"terraform-provider-openai_v{VERSION}"
_MANIFEST = {"version": 1, "metadata": {"protocol_versions": ["6.0"]}}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can tell: when a file was made is not part of a release."""
_REGULAR_FILE, _UNIX = 0o100000, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Make everything, and list it."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument(
        "--sign",
        metavar="KEY",
        help="sign the checksums with this GPG key, as the registry wants it",
    )
    key = parser.parse_args(arguments).sign
    folder = ROOT / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    packages(folder)
    sums = archives(folder)
    if key:
        sign(sums, key)
    for file in sorted(folder.iterdir()):
        print(file.relative_to(ROOT))
    return 0


def packages(folder: Path) -> None:
    """Build the wheel and the source distribution."""
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def archives(folder: Path) -> Path:
    """Write archives, manifest and checksums; return the file of checksums."""
    made = [_archive(folder / f"{_NAME}_{system}.zip") for system in SYSTEMS]
    manifest = folder / f"{_NAME}_manifest.json"
    manifest.write_text(json.dumps(_MANIFEST, indent=2) + "\n")
    sums = folder / f"{_NAME}_SHA256SUMS"
    sums.write_text(
        "".join(
            f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
            for file in sorted([*made, manifest])
        )
    )
    return sums


def sign(sums: Path, key: str) -> None:
    """Sign the checksums, so that Terraform can tell who released them."""
    command = ["gpg", "--batch", "--yes", "--local-user", key, "--detach-sign", str(sums)]
    subprocess.run(command, check=True)


def _archive(file: Path) -> Path:
    entry = zipfile.ZipInfo(_PROGRAM, date_time=_EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = (_REGULAR_FILE | 0o755) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(entry, launcher_text())
    return file


if __name__ == "__main__":
    sys.exit(main())
