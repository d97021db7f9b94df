"""What ``doctor`` says about one thing: how it stands, what was seen, and the fix. It checks nothing."""

from __future__ import annotations

import dataclasses
import enum
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Final

_SECONDS: Final = 30


class Standing(enum.Enum):
    """How a thing stands; only ``MISSING`` makes doctor fail."""

    OK = "ok"
    OPTIONAL = "optional"  # something is absent that some stacks need
    MISSING = "missing"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of doctor's answer."""

    name: str
    standing: Standing
    seen: str
    fix: str = ""


def ok(name: str, seen: str) -> Finding:
    """Return a finding that needs nothing."""
    return Finding(name=name, standing=Standing.OK, seen=seen)


def optional(name: str, seen: str, *, fix: str) -> Finding:
    """Return a finding that only some stacks need to be mended."""
    return Finding(name=name, standing=Standing.OPTIONAL, seen=seen, fix=fix)


def missing(name: str, seen: str, *, fix: str) -> Finding:
    """Return a finding without whose fix nothing works."""
    return Finding(name=name, standing=Standing.MISSING, seen=seen, fix=fix)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """What a program answered."""

    code: int
    out: str
    err: str


def ask(command: Sequence[str], *, environment: Mapping[str, str] | None = None) -> Answer | None:
    """Run a program that must answer by itself; None where it cannot be run or does not end."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # the programs that the checks name
            [program, *command[1:]],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Answer(code=done.returncode, out=done.stdout.strip(), err=done.stderr.strip())


def version_in(text: str) -> tuple[int, ...]:
    """Return the first version that a text holds, such as ``(1, 11, 4)``, or nothing."""
    import re

    match = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", text)
    return tuple(int(part) for part in match.groups() if part) if match else ()
