"""Notes when each step of a launch ends, for ``make bench``. It is off unless the environment names a file.

While it is off, `mark` is an empty function.
"""

from __future__ import annotations

import os
from typing import Final

VARIABLE: Final = "OPENAI_CDKTF_TRACE"
"""The environment variable with the path of the file, to which each launch appends one line of JSON."""

_steps: dict[str, float] = {}


def _note(step: str) -> None:
    import time

    _steps.setdefault(step, time.monotonic())


def _ignore(step: str) -> None:
    pass


mark: Final = _note if os.environ.get(VARIABLE) else _ignore
"""Notes the end of a step when it ends for the first time."""


def write() -> None:
    """Append the steps to the file: their times on the monotonic clock, which all processes share, in seconds."""
    if path := os.environ.get(VARIABLE):
        import json

        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123  nothing else of a launch needs pathlib
            file.write(json.dumps(_steps) + "\n")
