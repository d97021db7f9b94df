"""The one way in which a command gives up: a sentence for the person at the keyboard, and exit code 1."""

from __future__ import annotations


class CommandFailure(Exception):  # noqa: N818  # what happened to the command; nothing is an "error" to handle
    """What was attempted, what is wrong and what to do, in the message; shown without a traceback."""
