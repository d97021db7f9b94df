"""The folder with the sockets of warm servers. Only the user can open it."""

from __future__ import annotations

import os
import sys
from stat import S_IMODE, S_ISDIR

if sys.platform == "win32":
    raise ImportError("There are no warm servers on Windows.")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


NAME = "openai-cdktf-"
"""The name of the folder, without the number of the user."""

MODE = 0o700
"""The permissions of the folder. No other ones are accepted."""


def folder(environment: Mapping[str, str]) -> str:
    """Return the path of the folder. It is not created, and not checked."""
    parent = environment.get("XDG_RUNTIME_DIR") or environment.get("TMPDIR") or "/tmp"  # noqa: S108
    return os.path.join(parent, f"{NAME}{os.geteuid()}")


def is_private(path: str) -> bool:
    """Return whether a folder belongs to the user, and nobody else can open it. A link is not enough, because it can change."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    mine = found.st_uid == os.geteuid()
    return mine and S_ISDIR(found.st_mode) and S_IMODE(found.st_mode) == MODE
