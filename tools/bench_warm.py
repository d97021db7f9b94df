"""``python -m tools.bench_warm`` measures what warm servers save, for each command of Terraform.

All variants run in turns: Terraform without a provider, every launch alone (cold), forks of a warm server (warm), and the first command,
which starts the server. The processor time of a server and its forks is included.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openai_sandbox
from provider_shim.warm.context import VARIABLE
from tools import timing, warm_servers
from tools.bench_ladder import COMMANDS

RUNS: Mapping[int, int] = {1: 7, 100: 3}
"""The number of measurements for each number of objects."""

_OTHER_RUNS = 3

_VARIANTS = {"alone": "0", "cold": "0", "warm": "60", "first": "60"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one variant runs: the folder of the configuration, the environment, and the folder of the warm servers."""

    work: Path
    environment: dict[str, str]
    servers: Path


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each number of objects."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_warm", description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=list(RUNS))
    parser.add_argument("--rounds", type=int)
    given = parser.parse_args(arguments)
    for number in given.numbers:
        rounds = given.rounds or RUNS.get(number, _OTHER_RUNS)
        _table(number, measure(number, rounds), rounds)


Runs = dict[str, dict[str, list[timing.Took]]]


def measure(number: int, rounds: int) -> Runs:
    """Return all measurements, by command and variant."""
    runs: Runs = {command: {variant: [] for variant in _VARIANTS} for command in COMMANDS}
    with _places(number) as places:
        for turn in range(rounds + 1):
            for command, arguments in COMMANDS.items():
                for variant, place in places.items():
                    if variant == "first":
                        warm_servers.end(place.servers)
                    took = _run(place, arguments)
                    if variant in {"warm", "first"}:
                        warm_servers.wait_until_ready(place.servers)
                    if turn:  # the first turn fills the caches and starts the warm server
                        runs[command][variant].append(took)
    return runs


@contextmanager
def _places(number: int) -> Iterator[dict[str, Place]]:
    resources = f'"many" {{\n  count = {number}\n'
    alone = f'resource "terraform_data" {resources} input = "number ${{count.index}}"\n}}\n'
    stores = f'resource "openai_vector_store" {resources} name = "number ${{count.index}}"\n}}\n'
    with tempfile.TemporaryDirectory() as name, openai_sandbox.running() as sandbox:
        settings = timing.write_settings(Path(name))
        places = {}
        for variant, seconds in _VARIANTS.items():
            work, servers = Path(name, variant), Path(name, f"{variant}-servers")
            work.mkdir()
            servers.mkdir()
            (work / "main.tf").write_text(alone if variant == "alone" else timing.REQUIRED + stores)
            environment = {
                **timing.quiet_environment(),
                "TF_CLI_CONFIG_FILE": str(settings),
                "OPENAI_API_KEY": "sk-benchmark",
                "OPENAI_BASE_URL": sandbox.base_url,
                "XDG_RUNTIME_DIR": str(servers),
                VARIABLE: seconds,
            }
            places[variant] = Place(work=work, environment=environment, servers=servers)
        yield places
        for place in places.values():
            warm_servers.end(place.servers)


def _run(place: Place, command: Sequence[str]) -> timing.Took:
    before = warm_servers.processor(place.servers)
    took = timing.run([timing.TERRAFORM, f"-chdir={place.work}", *command], place.environment)
    used = warm_servers.processor(place.servers) - before
    return timing.Took(wall=took.wall, processor=took.processor + used)


def _table(number: int, runs: Runs, rounds: int) -> None:
    print(
        f"\n{number} vector store(s): seconds of wall and processor time (median of {rounds}, in turns)"
    )
    heads = ("alone", "cold", "warm", "first", "warm/cold", "first/cold")
    print("  " + " " * 22 + "".join(f"{head:>12}" for head in heads))
    for command, variants in runs.items():
        for kind in ("wall", "processor"):
            medians = {
                variant: statistics.median(getattr(took, kind) for took in measured)
                for variant, measured in variants.items()
            }
            cells = [f"{seconds:.3f}" for seconds in medians.values()]
            cells += [f"{_ratio(variants, one, kind):.2f} x" for one in ("warm", "first")]
            print(f"  {command:<12}{kind:<10}" + "".join(f"{cell:>12}" for cell in cells))


def _ratio(variants: Mapping[str, Sequence[timing.Took]], one: str, kind: str) -> float:
    """Return the median of the ratios of pairs that ran one after the other."""
    pairs = zip(variants[one], variants["cold"], strict=True)
    return float(statistics.median(getattr(a, kind) / getattr(b, kind) for a, b in pairs))


if __name__ == "__main__":
    main()
