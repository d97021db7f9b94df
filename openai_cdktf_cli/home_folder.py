"""The user's home folder, as Terraform and the launcher determine it. Only reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from openai_cdktf_cli.failure import CommandFailure


def home_folder() -> Path:
    """Return what ``HOME`` names; where that is blank, what the system knows of the user.

    Raises:
        CommandFailure: There is neither.
    """
    if sys.platform == "win32" or os.environ.get("HOME"):
        return Path.home()
    import pwd

    try:
        # Not Path.home(): it takes a blank HOME for the root folder, and Terraform does not.
        known = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        known = ""
    if not known:
        raise CommandFailure(
            "HOME is not set, and the system knows no home folder of this user: let HOME name a "
            "folder that can be written to."
        )
    return Path(known)
