"""The error of all commands: a sentence for the user, and exit code 1."""

from __future__ import annotations


class CommandFailure(Exception):  # noqa: N818  # the failure of a command, not an error that a caller handles
    """A command failed. The message says what was attempted, what is wrong and what to do."""
