"""Finds the line of the user's program that creates a construct."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import NamedTuple

_LIBRARIES = (
    "openai_cdktf",
    "openai_cdktf_pytest",
    "jsii",
    "constructs",
    "cdktf",
    "cdktn",
    "typeguard",
)
"""Packages whose frames are not the user's program."""


class SourceLine(NamedTuple):
    """A line of a program."""

    file: str
    number: int

    def __str__(self) -> str:
        """Return the line as editors and terminals link it: ``main.py:12``."""
        return f"{self.shown_file}:{self.number}"

    @property
    def shown_file(self) -> str:
        """The path relative to the current folder if the file is below it."""
        relative = os.path.relpath(self.file) if self.file else "<unknown>"
        return self.file if relative.startswith("..") else relative.replace(os.sep, "/")


def user_line() -> SourceLine:
    """Return the innermost line on the stack that is outside of this library."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - inspect.stack() takes a thousand times as long
    while frame is not None:
        if not is_library(frame):
            return SourceLine(frame.f_code.co_filename, frame.f_lineno)
        frame = frame.f_back
    return SourceLine("", 0)


def is_library(frame: FrameType) -> bool:
    """Return whether a frame belongs to this library or to a CDK, not to the user's program."""
    return frame.f_globals.get("__name__", "").partition(".")[0] in _LIBRARIES


def line_note() -> str:
    """Return the note of an error. Python prints it below the message, so the last line names the user's line, not ours."""
    return f"The line is {user_line()}."
