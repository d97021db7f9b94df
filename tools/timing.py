"""How long commands take: by the clock, and of the processor. For the benchmarks; it must not print or assert anything."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PROVIDER = BIN / "terraform-provider-openai"
TERRAFORM = ROOT / ".tools" / "bin" / "terraform-1.11"
SOURCE = "openai-cdktf/openai"

REQUIRED = f"""\
terraform {{
  required_providers {{
    openai = {{ source = "{SOURCE}" }}
  }}
}}
"""
"""What a configuration says of the provider."""


@dataclass(frozen=True, kw_only=True)
class Took:
    """Seconds by the clock, and of the processor for the command and all that it started and waited for."""

    wall: float
    processor: float


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Took:
    """Run a command to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
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
    """Return the environment without what would slow every start: Python that may not keep its bytecode."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def write_settings(folder: Path, programs: Path = BIN) -> Path:
    """Write settings by which Terraform takes the provider from a folder of programs, and asks nothing online."""
    file = folder / "terraform.rc"
    file.write_text(
        "disable_checkpoint = true\n"
        f'provider_installation {{\n  dev_overrides {{ "{SOURCE}" = "{programs}" }}\n  direct {{}}\n}}\n'
    )
    return file


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
