"""Measures each launch of the provider by Terraform: its processor time, its memory, and when each step ended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provider_shim import trace
from tools import timing

_LAUNCHER = """\
#!{python} -IS
import json, os, sys, time
started = time.monotonic()
steps = f"{folder}/{{os.getpid()}}.steps"
child = os.fork()
if child == 0:
    os.execve({command!r}[0], {command!r} + sys.argv[1:], {{**os.environ, **{more!r}, {variable!r}: steps}})
_, status, used = os.wait4(child, 0)
launch = dict(
    started=started,
    ended=time.monotonic(),
    processor=used.ru_utime + used.ru_stime,
    memory=used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2),
    steps=json.load(open(steps)) if os.path.exists(steps) else {{}},
)
with open("{folder}/launches", "a") as file:
    file.write(json.dumps(launch) + "\\n")
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A program that runs the provider, and appends what it has used to a file."""


@dataclass(frozen=True, kw_only=True)
class Launch:
    """One launch of the provider. Times are in seconds, memory is in MiB.

    Attributes:
        started: the start, on the monotonic clock.
        ended: the end of the process.
        processor: its processor time.
        memory: the most memory that it has used.
        steps: the end of each step. Empty for versions of the provider without `trace`.
    """

    started: float
    ended: float
    processor: float
    memory: float
    steps: Mapping[str, float] = field(default_factory=dict)

    def since_start(self) -> dict[str, float]:
        """Return the milliseconds from the start of the process to the end of each step, in their order."""
        ends = {**self.steps, "gone": self.ended}
        return {
            name: (ends[name] - self.started) * 1000 for name in sorted(ends, key=ends.__getitem__)
        }


class Launcher:
    """A provider in a folder of its own, whose launches are measured.

    Args:
        folder: an existing folder.
        command: the command that starts the provider.
        more: further environment variables.
    """

    def __init__(
        self,
        folder: Path,
        command: Sequence[str | Path] = (timing.PROVIDER,),
        more: Mapping[str, str] | None = None,
    ) -> None:
        self._records = folder / "launches"
        self.settings = timing.write_settings(folder, folder)
        program = folder / timing.PROVIDER.name
        program.write_text(
            _LAUNCHER.format(
                python=timing.BIN / "python",
                folder=folder,
                command=[str(part) for part in command],
                more=dict(more or {}),
                variable=trace.VARIABLE,
            )
        )
        program.chmod(0o755)

    def take(self) -> list[Launch]:
        """Return the launches since the last call."""
        if not self._records.exists():
            return []
        lines = self._records.read_text().splitlines()
        self._records.unlink()
        found: list[dict[str, Any]] = [json.loads(line) for line in lines]
        return sorted((Launch(**one) for one in found), key=lambda launch: launch.started)
