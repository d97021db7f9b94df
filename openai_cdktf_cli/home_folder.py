"""Finds the home folder of the user, in the same way as Terraform and the launcher."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from openai_cdktf_cli.failure import CommandFailure


def home_folder() -> Path:
    """Return the folder in ``HOME``. If it is blank, return the home folder from the user database.

    Raises:
        CommandFailure: Neither is set.
    """
    if sys.platform == "win32" or os.environ.get("HOME"):
        return Path.home()
    import pwd

    try:
        # Path.home() uses the root folder if HOME is blank, but Terraform does not.
        known = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        known = ""
    if not known:
        raise CommandFailure(
            "HOME is not set, and this user has no home folder in the user database: set HOME to a "
            "folder to which you can write."
        )
    return Path(known)
