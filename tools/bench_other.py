"""``python -m tools.bench_other EXECUTABLE`` compares how long users wait with the provider and with another provider for OpenAI.

The other provider needs `openai_group`, and `base_url` in its configuration. Both create, refresh and destroy the same groups at a server
that costs almost nothing (`stub_api`), in turns: this provider from an archive and from the wheel, both with a warm server, from the
wheel with every launch alone (cold), and the other one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from provider_shim.warm.context import VARIABLE
from tools import standalone, stub_api, timing, warm_servers
from tools.bench_ladder import COMMANDS, GROUPS
from tools.launches import Launcher

PAIRS = 3
NUMBERS = (1, 100)
LATENCIES = (0.0, 0.1)  # seconds

SIDES = ("archive", "wheel", "cold", "other")

_WARM = ("archive", "wheel")
"""The sides with a warm server."""

Runs = dict[str, dict[str, list[timing.Took]]]
"""Each run, by command and side."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """Where one provider runs: the environment of Terraform, and the folder of the warm servers. Memory is in MiB."""

    environment: Mapping[str, str]
    servers: Path
    launcher: Launcher

    def run(self, work: Path, command: Sequence[str]) -> timing.Took:
        """Run a command of Terraform. The processor time includes that of the warm server and its forks."""
        before = warm_servers.processor(self.servers)
        took = timing.run([timing.TERRAFORM, f"-chdir={work}", *command], self.environment)
        used = warm_servers.processor(self.servers) - before
        return timing.Took(wall=took.wall, processor=took.processor + used)

    def memory(self, work: Path) -> float:
        """Return the most memory of a launch with each command. No launch uses a warm server."""
        environment = {
            **self.environment,
            VARIABLE: "0",
            "TF_CLI_CONFIG_FILE": str(self.launcher.settings),
        }
        for command in COMMANDS.values():
            timing.run([timing.TERRAFORM, f"-chdir={work}", *command], environment)
        return max(launch.memory for launch in self.launcher.take())


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each number of objects and latency, and the memory."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_other", description=__doc__)
    parser.add_argument("executable", type=Path, help="the other provider")
    parser.add_argument("numbers", nargs="*", type=int, default=NUMBERS, help="numbers of objects")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="the number of measurements")
    given = parser.parse_args(arguments)
    if sys.platform == "win32":
        print("\nno comparison with another provider: it needs symbolic links")
        return
    with tempfile.TemporaryDirectory() as archive:
        standalone.build(Path(archive))
        programs: dict[str, Path] = dict.fromkeys(SIDES, timing.PROVIDER)
        programs["archive"] = Path(archive, standalone.PROGRAM)
        programs["other"] = given.executable.resolve()
        _compare(programs, given.numbers, given.pairs)


def _compare(programs: Mapping[str, Path], numbers: Sequence[int], pairs: int) -> None:
    for latency in LATENCIES:
        with sides(programs, latency) as (here, stub):
            for number in numbers:
                print(
                    f"\n{number} group(s) compared with {programs['other'].name}, "
                    f"{latency * 1000:.0f} ms of latency: seconds (median of {pairs}, in turns)"
                )
                _table(*measure(here, stub, number, pairs))
            if not latency:
                _memory(here, stub, max(numbers))


@contextmanager
def sides(
    programs: Mapping[str, Path], latency: float = 0.0
) -> Iterator[tuple[dict[str, Side], stub_api.StubApi]]:
    """Run the server, and yield the sides.

    Args:
        programs: what Terraform starts, by side.
        latency: the seconds before each answer of the server.
    """
    with tempfile.TemporaryDirectory() as name, stub_api.running(latency) as stub:
        here = {side: _side(Path(name, side), program, side) for side, program in programs.items()}
        try:
            yield here, stub
        finally:
            for side in here.values():
                warm_servers.end(side.servers)


def measure(
    here: Mapping[str, Side], stub: stub_api.StubApi, number: int, pairs: int
) -> tuple[Runs, dict[str, dict[str, int]]]:
    """Return the seconds of each run, and the requests to the API in a run, both by command and side."""
    runs: Runs = {command: {side: [] for side in here} for command in COMMANDS}
    requests: dict[str, dict[str, int]] = {command: {} for command in COMMANDS}
    with tempfile.TemporaryDirectory() as name:
        works = {side: _work(Path(name, side), stub, number) for side in here}
        for turn in range(pairs + 1):
            for title, command in COMMANDS.items():
                for side, place in here.items():
                    stub.requests.clear()
                    took = place.run(works[side], command)
                    requests[title][side] = stub.requests.total()
                    if place.environment[VARIABLE] != "0":
                        warm_servers.wait_until_ready(place.servers)
                    if turn:  # the first turn fills the caches and starts the warm server
                        runs[title][side].append(took)
    return runs, requests


def _side(folder: Path, program: Path, side: str) -> Side:
    programs, servers, records = (folder / name for name in ("bin", "servers", "records"))
    for one in (programs, servers, records):
        one.mkdir(parents=True)
    if side == "other":  # its name can be another one
        (programs / timing.PROVIDER.name).symlink_to(program)
    else:
        programs = program.parent
    environment = {
        **timing.quiet_environment(),
        "TF_CLI_CONFIG_FILE": str(timing.write_settings(folder, programs)),
        "OPENAI_ADMIN_KEY": "sk-admin-benchmark",
        "XDG_RUNTIME_DIR": str(servers),
        VARIABLE: "60" if side in _WARM and sys.platform == "linux" else "0",
    }
    return Side(environment=environment, servers=servers, launcher=Launcher(records, (program,)))


def _work(folder: Path, stub: stub_api.StubApi, number: int) -> Path:
    folder.mkdir()
    provider = f'provider "openai" {{ base_url = "{stub.base_url}" }}\n'
    (folder / "main.tf").write_text(timing.REQUIRED + provider + GROUPS.format(number=number))
    return folder


def _table(runs: Runs, requests: Mapping[str, Mapping[str, int]]) -> None:
    heads = (*SIDES, *(f"{side}/other" for side in SIDES[:-1]))
    print("  " + " " * 20 + "".join(f"{head:>12}" for head in (*heads, "requests", "other's")))
    for title, taken in runs.items():
        for kind in ("wall", "processor"):
            seconds = {side: [getattr(one, kind) for one in taken[side]] for side in SIDES}
            cells = [f"{statistics.median(seconds[side]):.2f}" for side in SIDES]
            cells += [f"{_ratio(seconds[side], seconds['other']):.2f} x" for side in SIDES[:-1]]
            cells += [f"{requests[title][side]}" for side in ("archive", "other")]
            print(f"  {title:<10}{kind:<10}" + "".join(f"{cell:>12}" for cell in cells))


def _ratio(seconds: Sequence[float], others: Sequence[float]) -> float:
    """Return the median of the ratios of runs that followed one another."""
    return float(statistics.median(a / b for a, b in zip(seconds, others, strict=True)))


def _memory(here: Mapping[str, Side], stub: stub_api.StubApi, number: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        memory = {
            side: here[side].memory(_work(Path(name, side), stub, number))
            for side in ("cold", "other")
        }
    print(
        f"\nthe most memory of a launch with {number} group(s): {memory['cold']:.0f} MiB, "
        f"the other provider {memory['other']:.0f} MiB"
    )


if __name__ == "__main__":
    main()
