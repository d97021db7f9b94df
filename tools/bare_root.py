"""A root folder without Python, in which the provider of an archive runs as on a machine that allows little. Linux only.

It contains only the provider. Everything is read-only, except `/tmp`, from which nothing can be run. The process belongs to a user who
owns nothing. `make release` and the tests start the provider in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

FOLDER = "registry.example.com:8443/provider"
"""The folder of the provider. It contains a colon, like the folder of each registry with a port."""

NOBODY = 65534
"""The user and the group of the process."""

_SCRIPT = """
set -e
root=$1
shift
mount --bind "$root" "$root"
mount --bind /dev/null "$root/dev/null"
mount -t tmpfs -o noexec,nosuid,mode=1777 tmpfs "$root/tmp"
mount -o remount,bind,ro "$root"
exec "$@"
"""
_SECONDS = 60


def build(root: Path, provider: Path) -> None:
    """Create the root folder, with the unpacked archive in its `FOLDER`."""
    shutil.copytree(provider, root / FOLDER)
    for name in ("dev", "tmp"):
        (root / name).mkdir()
    (root / "dev" / "null").touch()
    for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
        folder.chmod(0o755)  # the other user reads them


def command(root: Path, *program: str) -> list[str]:
    """Return the command that runs a program in the root folder. The program has the process of the command.

    A user who is not root owns the folder, and becomes root of a namespace, where the folder is read-only all the same.
    """
    return _command(root, str(root), *program)


def refusal(root: Path) -> str:
    """Return why this machine does not allow such a root folder, or an empty text."""
    try:
        done = subprocess.run(
            _command(root, "/", _found("true")),  # the folder itself has no program for this
            env={},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except OSError as fault:  # a program is missing
        return str(fault)
    return done.stderr.strip() if done.returncode else ""


def _command(root: Path, visible: str, *program: str) -> list[str]:
    """Return the command that prepares the root folder, and runs a program that sees the folder ``visible`` as ``/``."""
    is_root = os.geteuid() == 0
    namespaces = ["--mount", *([] if is_root else ["--map-root-user"])]
    user = [f"--userspec={NOBODY}:{NOBODY}", "--groups="] if is_root else []
    inside = [_found("chroot"), *user, visible, *program]
    return [_found("unshare"), *namespaces, "/bin/sh", "-c", _SCRIPT, "sh", str(root), *inside]


def _found(program: str) -> str:
    """Return the path of a program of the system, which is also found without the folders of root."""
    return (
        shutil.which(program)
        or shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")
        or program
    )
