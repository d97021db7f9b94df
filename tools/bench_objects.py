"""``python -m tools.bench_objects [NUMBER]`` measures how long Terraform takes for many objects of one type.

The baseline is the same number of ``terraform_data``, which need no provider, and one group, which includes the provider's launches
and its first request. All stacks run in turns, at a server that costs almost nothing (`stub_api`).
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence

from tools import timing
from tools.bench_ladder import GROUPS, Place, Rung, place

LATENCY = 0.1  # seconds
COMMANDS = ("apply", "refresh", "destroy")

_DATA = """
resource "terraform_data" "many" {{
  count = {number}
  input = "number ${{count.index}}"
}}
"""

Runs = list[dict[str, Rung]]


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
    mixed, groups = data + GROUPS.format(number=1), GROUPS.format(number=number)
    with place() as here:
        runs = _turns(here, [data, mixed, groups], rounds)
    with place(latency=LATENCY) as here:
        slow = _turns(here, [mixed, groups], rounds)
    print(f"\n{number} objects of one kind: seconds (median of {rounds}, in turns)")
    _row("", COMMANDS)
    _times(f"{number} terraform_data", runs[data])
    _times("… and 1 group", runs[mixed])
    _times(f"{number} groups", runs[groups])
    _row("… compared with the line above", _ratios(runs[groups], runs[mixed]))
    for program in ("terraform", "provider"):
        _times(f"… processor, {program}", runs[groups], program)
    print(f"  with an API that takes {LATENCY * 1000:.0f} ms to answer:")
    _times(f"{number} terraform_data, 1 group", slow[mixed])
    _times(f"{number} groups", slow[groups])


def _turns(here: Place, stacks: Sequence[str], rounds: int) -> dict[str, Runs]:
    """Create, refresh and destroy each stack in turns, so that the load of the machine affects all equally."""
    runs: dict[str, Runs] = {stack: [] for stack in stacks}
    for turn in range(rounds + 1):
        for stack in stacks:
            took = here.climb(timing.REQUIRED + stack, COMMANDS)
            if turn:  # the first turn fills the caches
                runs[stack].append(took)
    return runs


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
