"""``python -m tools.bench_objects [NUMBER]`` measures how long Terraform takes for many objects of one type.

The baseline is the same number of ``terraform_data``, which need no provider, and one vector store, which includes the
provider's launches and its first request. All stacks run in turns, against the sandbox. The processor times of Terraform, the
provider and the sandbox are measured separately.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openai_sandbox
from tools import timing

LATENCY = "100ms"

COMMANDS = {
    "create": ("apply", "-auto-approve", "-input=false"),
    "refresh": ("plan", "-input=false"),
    "destroy": ("destroy", "-auto-approve", "-input=false"),
}
"""The measured commands, in this order. They begin and end without objects."""

_DATA = """
resource "terraform_data" "many" {{
  count = {number}
  input = "number ${{count.index}}"
}}
"""
_STORES = """
resource "openai_vector_store" "many" {{
  count = {number}
  name  = "number ${{count.index}}"
}}
"""
_TIMED = """\
#!/bin/sh
'{provider}' "$@"
times >>'{noted}'
"""
"""A script that runs the provider and appends its processor time to a file."""


@dataclass(frozen=True, kw_only=True)
class Took:
    """The duration of one command, and the processor time of each program, in seconds."""

    wall: float
    terraform: float
    provider: float
    sandbox: float


Runs = list[dict[str, Took]]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where Terraform runs: the folder, the environment, and the file with the processor times of the provider."""

    folder: Path
    environment: dict[str, str]
    noted: Path


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all stacks in turns, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_objects", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=100, help="the number of objects")
    parser.add_argument(
        "--rounds", type=int, default=3, help="the number of measurements of each stack"
    )
    given = parser.parse_args(arguments)
    measure(given.number, given.rounds)


def measure(number: int, rounds: int) -> None:
    """Print how long the objects take, with and without latency of the API."""
    data = _DATA.format(number=number)
    mixed = timing.REQUIRED + data + _STORES.format(number=1)
    stores = timing.REQUIRED + _STORES.format(number=number)
    with _place() as place:
        runs = _turns(place, [data, mixed, stores], rounds)
    with _place(f"latency={LATENCY}") as place:
        slow = _turns(place, [mixed, stores], rounds)
    print(f"\n{number} objects of one kind: seconds (median of {rounds}, in turns)")
    _row("", list(COMMANDS))
    _times(f"{number} terraform_data", runs[data])
    _times("… and 1 vector store", runs[mixed])
    _times(f"{number} vector stores", runs[stores])
    _row("… compared with the line above", _ratios(runs[stores], runs[mixed]))
    for program in ("terraform", "provider", "sandbox"):
        _times(f"… processor, {program}", runs[stores], program)
    print(f"  with an API that takes {LATENCY} to answer:")
    _times(f"{number} terraform_data, 1 vector store", slow[mixed])
    _times(f"{number} vector stores", slow[stores])


@contextmanager
def _place(*faults: str) -> Iterator[Place]:
    """Run a sandbox, and yield a place in which Terraform uses it and the provider."""
    with tempfile.TemporaryDirectory() as name, openai_sandbox.running(faults=faults) as sandbox:
        folder = Path(name)
        noted, timed = folder / "times", folder / timing.PROVIDER.name
        timed.write_text(_TIMED.format(provider=timing.PROVIDER, noted=noted))
        timed.chmod(0o755)
        environment = {
            **timing.quiet_environment(),
            "TF_CLI_CONFIG_FILE": str(timing.write_settings(folder, folder)),
            "OPENAI_API_KEY": "sk-benchmark",
            "OPENAI_BASE_URL": sandbox.base_url,
        }
        yield Place(folder=folder, environment=environment, noted=noted)


def _turns(place: Place, stacks: Sequence[str], rounds: int) -> dict[str, Runs]:
    """Create, refresh and destroy each stack in turns, so that the load of the machine affects all equally."""
    runs: dict[str, Runs] = {stack: [] for stack in stacks}
    for turn in range(rounds + 1):
        for stack in stacks:
            with tempfile.TemporaryDirectory(dir=place.folder) as work:
                Path(work, "main.tf").write_text(stack)
                took = {name: _run(place, work, command) for name, command in COMMANDS.items()}
            if turn:  # the first turn fills the caches
                runs[stack].append(took)
    return runs


def _run(place: Place, work: str, command: Sequence[str]) -> Took:
    place.noted.write_text("")
    sandbox = time.process_time()
    took = timing.run([timing.TERRAFORM, f"-chdir={work}", *command], place.environment)
    sandbox = (
        time.process_time() - sandbox
    )  # the sandbox runs in this process, which does nothing else
    provider = _seconds(place.noted.read_text())
    return Took(
        wall=took.wall,
        terraform=took.processor - provider,
        provider=provider,
        sandbox=sandbox,
    )


def _seconds(times: str) -> float:
    """Return the sum of the times that the shell's ``times`` has printed, such as ``0m0.52s``."""
    found = re.findall(r"(\d+)m([\d.]+)s", times)
    return sum(60 * int(minutes) + float(seconds) for minutes, seconds in found)


def _times(title: str, runs: Runs, what: str = "wall") -> None:
    _row(title, [f"{_median(runs, command, what):.2f}" for command in COMMANDS])


def _ratios(runs: Runs, others: Runs) -> list[str]:
    return [f"{_median(runs, c) / _median(others, c):.2f} x" for c in COMMANDS]


def _median(runs: Runs, command: str, what: str = "wall") -> float:
    return float(statistics.median(getattr(run[command], what) for run in runs))


def _row(title: str, cells: Sequence[str]) -> None:
    print(f"  {title:<38}" + "".join(f"{cell:>10}" for cell in cells))


if __name__ == "__main__":
    main()
