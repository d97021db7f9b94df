"""The findings of ``doctor``: the status of each part, what was found, and the fix."""

from __future__ import annotations

import dataclasses
import enum
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Final

_SECONDS: Final = 30


class Standing(enum.Enum):
    """The status of a part. Only ``MISSING`` makes ``doctor`` fail."""

    OK = "ok"
    OPTIONAL = "optional"  # only some stacks need the part
    MISSING = "missing"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Finding:
    """One line in the output of ``doctor``."""

    name: str
    standing: Standing
    seen: str
    fix: str = ""


def ok(name: str, seen: str) -> Finding:
    """Return a finding without a problem."""
    return Finding(name=name, standing=Standing.OK, seen=seen)


def optional(name: str, seen: str, *, fix: str) -> Finding:
    """Return a finding with a problem for some stacks only."""
    return Finding(name=name, standing=Standing.OPTIONAL, seen=seen, fix=fix)


def missing(name: str, seen: str, *, fix: str) -> Finding:
    """Return a finding with a problem for every stack."""
    return Finding(name=name, standing=Standing.MISSING, seen=seen, fix=fix)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """The exit code and the output of a program."""

    code: int
    out: str
    err: str


def run_program(
    command: Sequence[str], *, environment: Mapping[str, str] | None = None
) -> Answer | None:
    """Run a program without input. Return None if it cannot be run or does not end within 30 seconds."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # only programs of the checks
            [program, *command[1:]],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Answer(code=done.returncode, out=done.stdout.strip(), err=done.stderr.strip())


def version_in(text: str) -> tuple[int, ...]:
    """Return the first version in a text, such as ``(1, 11, 4)``, or an empty tuple."""
    import re

    match = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", text)
    return tuple(int(part) for part in match.groups() if part) if match else ()
