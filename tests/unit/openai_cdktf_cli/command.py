"""Runs the real command in a separate process, with an empty home folder."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

from tests.measuring import MEASURED

SECONDS = 60


@dataclasses.dataclass(frozen=True, kw_only=True)
class Command:
    """The command ``openai-cdktf``, for a user with an empty home folder."""

    home: Path
    own: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def plugins(self) -> Path:
        return self.home / ".terraform.d" / "plugins"

    @property
    def settings(self) -> Path:
        return self.home / ".config" / "openai-cdktf"

    @property
    def environment(self) -> dict[str, str]:
        own = {"PATH": os.environ["PATH"], "HOME": str(self.home), "COLUMNS": "100", **self.own}
        return {**MEASURED, **own}

    def with_variables(self, **own: str) -> Command:
        return dataclasses.replace(self, own={**self.own, **own})

    def __call__(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return self.program([sys.executable, "-m", "openai_cdktf_cli", *map(str, arguments)])

    def program(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
