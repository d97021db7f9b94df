"""Warnings about probable mistakes: annotations of the CDK, and warnings of Python.

The CDK's command line prints annotations. Without it, as in ``python main.py``, nobody would see them, so they are Python's warnings too:
with the user's line, once for each line and text. Filters of users can name the module ``openai_cdktf``.
"""

from __future__ import annotations

import os
import warnings
from types import ModuleType
from typing import Any, Final

from constructs import Construct

from openai_cdktf._source_lines import SourceLine, user_line

_BY_COMMAND_LINE: Final = "CDKTF_CONTEXT_JSON"
"""The CDK's command line sets this variable for the program."""


class StackWarning(UserWarning):
    """A probable mistake in a stack: an unknown value, a secret in the program, or a finding of a guardrail.

    To turn these warnings into errors in tests, run ``pytest -W error::openai_cdktf.StackWarning``.
    """

    __module__ = "openai_cdktf"


_shown: dict[Any, Any] = {}
"""Python's record of the warnings that were shown."""


def warn(
    construct: Construct,
    cdk: ModuleType,
    text: str,
    line: SourceLine | None = None,
    message: str | None = None,
) -> None:
    """Warn about a construct.

    Args:
        construct: the construct.
        cdk: the CDK's module.
        text: the text, with the name of the construct.
        line: the line of the program. Defaults to the current one.
        message: the text for Python, which adds the line and the level. Defaults to the same text.
    """
    cdk.Annotations.of(construct).add_warning(text)
    if _BY_COMMAND_LINE not in os.environ:
        show(message or text, line)


def show(text: str, line: SourceLine | None = None) -> None:
    """Show a warning of Python. See `warn`."""
    place = user_line() if line is None else line
    warnings.warn_explicit(
        text,
        StackWarning,
        place.shown_file,
        max(place.number, 1),
        module="openai_cdktf",
        registry=_shown,
    )
