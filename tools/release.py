"""``python -m tools.release [--sign KEY]`` writes all files of a release into ``dist``. It does not publish them.

For Python's package index: the wheel and the source distribution. For Terraform's registry: an archive for each system,
their checksums, and the manifest with the protocol version. The archives contain only the launcher, with the same bytes that
`openai-cdktf install` installs, so lock files have the same checksums for the registry and for pip. The same commit gives
the same bytes.
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
"""The systems on which the launcher, a shell script, runs."""

_NAME = f"terraform-provider-openai_{VERSION}"
_PROGRAM = f"terraform-provider-openai_v{VERSION}"
_MANIFEST = {"version": 1, "metadata": {"protocol_versions": ["6.0"]}}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can store. A release does not contain the real times of its files."""
_REGULAR_FILE, _UNIX = 0o100000, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Write all files of a release, and list them."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument(
        "--sign",
        metavar="KEY",
        help="sign the checksums with this GPG key, as the registry requires",
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
    """Write the archives, the manifest and the checksums. Return the path of the checksums."""
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
    """Sign the checksums, so that Terraform can verify who released them."""
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
