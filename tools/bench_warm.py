"""``python -m tools.bench_warm`` measures what warm servers save, for each command of Terraform.

All variants run in turns: Terraform without a provider, every launch alone (cold), forks of a warm server (warm), and the first command,
which starts the server. The processor time of a server and its forks is included.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openai_sandbox
from provider_shim.warm.context import VARIABLE
from tools import timing
from tools.bench_ladder import COMMANDS

RUNS = 11
NUMBERS = (1, 100)

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
    parser.add_argument("numbers", nargs="*", type=int, default=NUMBERS)
    parser.add_argument("--rounds", type=int, default=RUNS)
    given = parser.parse_args(arguments)
    for number in given.numbers:
        _table(number, measure(number, given.rounds), given.rounds)


Runs = dict[str, dict[str, list[timing.Took]]]


def measure(number: int, rounds: int) -> Runs:
    """Return all measurements, by command and variant."""
    runs: Runs = {command: {variant: [] for variant in _VARIANTS} for command in COMMANDS}
    with _places(number) as places:
        for turn in range(rounds + 1):
            for command, arguments in COMMANDS.items():
                for variant, place in places.items():
                    if variant == "first":
                        _forget(place)
                    took = _run(place, arguments)
                    if variant != "alone":
                        _until_warm(place)
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
            _forget(place)


def _run(place: Place, command: Sequence[str]) -> timing.Took:
    before = sum(map(_processor, _servers(place)))
    took = timing.run([timing.TERRAFORM, f"-chdir={place.work}", *command], place.environment)
    used = sum(map(_processor, _servers(place))) - before
    return timing.Took(wall=took.wall, processor=took.processor + used)


def _servers(place: Place) -> list[int]:
    """Return the processes of the warm servers, which have their variables like all processes in ``/proc``."""
    found = []
    needle = f"XDG_RUNTIME_DIR={place.servers}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cmdline").read_bytes().endswith(b"--warm\0") and (
                needle in (entry / "environ").read_bytes().split(b"\0")
            ):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _processor(process: int) -> float:
    """Return the seconds of processor time of a process and its ended children."""
    fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _until_warm(place: Place) -> None:
    """Wait until the server of a place is ready, so that it does not load while another variant is measured."""
    until = time.monotonic() + 30
    while place.environment[VARIABLE] != "0" and time.monotonic() < until:
        if any(one.is_socket() for one in place.servers.glob("*/*")):
            return
        time.sleep(0.01)


def _forget(place: Place) -> None:
    for process in _servers(place):
        os.kill(process, 15)
    for file in place.servers.glob("*/*"):
        file.unlink()


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
