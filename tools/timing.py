"""Measures the duration and the processor time of commands, for the benchmarks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_ON_WINDOWS = sys.platform == "win32"
BIN = ROOT / ".venv" / ("Scripts" if _ON_WINDOWS else "bin")
PROVIDER = BIN / f"terraform-provider-openai{'.exe' if _ON_WINDOWS else ''}"
TERRAFORM = ROOT / ".tools" / "bin" / "terraform-1.11"
SOURCE = "openai-cdktf/openai"

REQUIRED = f"""\
terraform {{
  required_providers {{
    openai = {{ source = "{SOURCE}" }}
  }}
}}
"""
"""The block with which a configuration requires the provider."""


@dataclass(frozen=True, kw_only=True)
class Took:
    """The duration of a command, and the processor time of the command and its finished child processes, in seconds.

    Windows does not report the processor time.
    """

    wall: float
    processor: float


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Took:
    """Run a command, wait for it, and return how long it took.

    Raises:
        subprocess.CalledProcessError: The command failed.
    """
    used, started = _children(), time.perf_counter()
    subprocess.run(
        [str(part) for part in command],
        env=quiet_environment() if environment is None else environment,
        check=True,
        capture_output=True,
    )
    return Took(wall=time.perf_counter() - started, processor=_children() - used)


def quiet_environment() -> dict[str, str]:
    """Return an environment in which each launch of the provider costs the same.

    There are no warm servers, and the variable that disables bytecode caches, which would slow down every start, is missing.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "OPENAI_CDKTF_WARM": "0"}


def write_settings(folder: Path, programs: Path = BIN) -> Path:
    """Write settings with which Terraform uses the provider in ``programs``, and does not go online."""
    file = folder / "terraform.rc"
    file.write_text(
        "disable_checkpoint = true\n"
        f'provider_installation {{\n  dev_overrides {{ "{SOURCE}" = "{programs}" }}\n  direct {{}}\n}}\n'
    )
    return file


def _children() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
