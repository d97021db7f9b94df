"""``python -m tools.release`` writes all files of a release into ``dist``. It does not publish them.

For Python's package index: the wheel and the source distribution. For Terraform's registry: an archive for the system of this
machine with the provider and its own Python, the manifest with the protocol version, and the checksums. Beside the archive are
the list of its parts (CycloneDX) and their licenses. The release workflow runs the parts on one machine for each system.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from provider_shim.version import VERSION
from tools import release_checks, release_notes, standalone, standalone_notices
from tools.shared_libraries import StandaloneError

ROOT = Path(__file__).resolve().parent.parent
NAME = f"terraform-provider-openai_{VERSION}"
SYSTEMS = ("darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64", "windows_amd64")
"""The systems of a release. Each archive is built on its own system."""

_PARTS = ("packages", "archive", "checksums")
_MANIFEST = {"version": 1, "metadata": {"protocol_versions": ["6.0"]}}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can store. A release does not contain the real times of its files."""
_REGULAR_FILE, _UNIX = 0o100000, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files of a release, and list them."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument(
        "part",
        nargs="*",
        default=_PARTS,
        choices=[*_PARTS, _PARTS],
        metavar="PART",
        help=f"what to write: {', '.join(_PARTS)} (all by default)",
    )
    parser.add_argument(
        "--sign",
        metavar="KEY",
        help="sign the checksums with this GPG key, as the registry requires",
    )
    parser.add_argument(
        "--tag",
        help="refuse to write a release whose version and changelog do not belong to this tag",
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        help="refuse to write checksums unless dist has the archive of each system",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="list what the release would publish, and where; write nothing",
    )
    options = parser.parse_args(arguments)
    if options.dry_run:
        print(plan())
        return 0
    if options.tag:
        release_notes.check_tag(options.tag)
    folder = ROOT / "dist"
    if "packages" in options.part:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    if "packages" in options.part:
        packages(folder)
    if "archive" in options.part:
        release_checks.report(archive(folder))
    if "checksums" in options.part:
        if options.complete:
            check_complete(folder)
        sums = checksums(folder)
        (folder / "notes.md").write_text(release_notes.notes())
        if options.sign:
            sign(sums, options.sign)
    for file in sorted(folder.iterdir()):
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1e6:.1f} MB")
    return 0


def plan() -> str:
    """Return what a release of this version publishes, and where."""
    registry = [f"{NAME}_{system}.zip" for system in SYSTEMS]
    registry += [f"{NAME}_manifest.json", f"{NAME}_SHA256SUMS", f"{NAME}_SHA256SUMS.sig"]
    notices = [
        f"{NAME}_{system}.{end}" for system in SYSTEMS for end in ("cdx.json", "licenses.txt")
    ]
    wheel = f"openai_cdktf-{VERSION}"
    return "\n".join(
        [
            f"Version {VERSION}, tag v{VERSION}.",
            "Python's package index, project openai-cdktf (trusted publishing):",
            f"  {wheel}-py3-none-any.whl",
            f"  {wheel}.tar.gz",
            "The release of the tag on GitHub, from which the registries of Terraform and OpenTofu read:",
            *(f"  {name}" for name in registry),
            "The same release, for people:",
            *(f"  {name}" for name in notices),
        ]
    )


def packages(folder: Path) -> None:
    """Build the wheel and the source distribution."""
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def archive(folder: Path) -> Path:
    """Build the archive for the system of this machine, with its notices beside it. Return the path of the archive.

    Raises:
        StandaloneError: This machine cannot build it.
    """
    file = folder / f"{NAME}_{standalone.system()}.zip"
    with tempfile.TemporaryDirectory() as name:
        libraries = standalone.build(Path(name))
        notices = standalone_notices.licenses(libraries)
        Path(name, "LICENSES.txt").write_text(notices, encoding="utf-8")
        write_zip(Path(name), file)
    file.with_suffix(".licenses.txt").write_text(notices)
    file.with_suffix(".cdx.json").write_text(
        standalone_notices.bill_of_materials(standalone.system())
    )
    return file


def checksums(folder: Path) -> Path:
    """Write the manifest and the checksums of all archives in a folder. Return the path of the checksums."""
    manifest = folder / f"{NAME}_manifest.json"
    manifest.write_text(json.dumps(_MANIFEST, indent=2) + "\n")
    sums = folder / f"{NAME}_SHA256SUMS"
    sums.write_text(
        "".join(
            f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
            for file in sorted([*folder.glob(f"{NAME}_*.zip"), manifest])
        )
    )
    return sums


def check_complete(folder: Path) -> None:
    """Refuse a release that lacks the archive of a system.

    Raises:
        StandaloneError: An archive does not exist.
    """
    missing = [system for system in SYSTEMS if not (folder / f"{NAME}_{system}.zip").is_file()]
    if missing:
        raise StandaloneError(f"{folder} has no archive for {', '.join(missing)}.")


def sign(sums: Path, key: str) -> None:
    """Sign the checksums, so that Terraform can verify who released them."""
    command = ["gpg", "--batch", "--yes", "--local-user", key, "--detach-sign", str(sums)]
    subprocess.run(command, check=True)


def write_zip(folder: Path, file: Path) -> None:
    """Write the files of a folder, sorted, without their times. Only a program keeps its right to be run."""
    with zipfile.ZipFile(file, "w") as made:
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(source.relative_to(folder).as_posix(), date_time=_EPOCH)
            entry.create_system = _UNIX
            mode = 0o755 if source.stat().st_mode & 0o100 else 0o644
            entry.external_attr = (_REGULAR_FILE | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, source.read_bytes())


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (StandaloneError, release_notes.ReleaseError) as fault:
        sys.exit(f"The release is not complete. {fault}")
