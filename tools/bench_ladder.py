"""``python -m tools.bench_ladder [NUMBER …]`` measures how each command grows with the number of objects.

The objects are groups, at a server that costs almost nothing (`stub_api`). For each command of Terraform, it prints the duration, the
processor time of both programs, the requests and the memory, and what each launch of the provider spent where. The time per object
should be the same on each rung. Terraform itself copies its state for each object that it creates or destroys, so its own time grows
faster than the number of objects.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import stub_api, timing
from tools.launches import Launch, Launcher

RUNGS = (10, 100, 1000)
"""The numbers of objects. 5,000 takes Terraform a quarter of an hour, so it is measured only if it is given."""

COMMANDS: Mapping[str, Sequence[str]] = {
    "validate": ("validate",),
    "plan": ("plan", "-input=false"),
    "apply": ("apply", "-auto-approve", "-input=false"),
    "refresh": ("plan", "-input=false"),
    "destroy": ("destroy", "-auto-approve", "-input=false"),
}
"""The measured commands, in this order. They begin and end without objects."""

GROUPS = """
resource "openai_group" "many" {{
  count = {number}
  name  = "number ${{count.index}}"
}}
"""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One command with a number of objects. Times are in seconds, memory is in MiB."""

    wall: float
    terraform: float
    provider: float
    requests: int
    launches: Sequence[Launch]

    @property
    def memory(self) -> float:
        """The most memory of a launch."""
        return max((launch.memory for launch in self.launches), default=0.0)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where Terraform runs: a folder for its work, its environment, the provider, and the server."""

    folder: Path
    environment: Mapping[str, str]
    launcher: Launcher
    stub: stub_api.StubApi

    def run(self, work: Path, command: Sequence[str]) -> Rung:
        """Run a command of Terraform in a folder, and measure it."""
        self.launcher.take()
        self.stub.requests.clear()
        took = timing.run([timing.TERRAFORM, f"-chdir={work}", *command], self.environment)
        launches = self.launcher.take()
        provider = sum(launch.processor for launch in launches)
        return Rung(
            wall=took.wall,
            terraform=took.processor - provider,
            provider=provider,
            requests=self.stub.requests.total(),
            launches=launches,
        )

    def climb(self, code: str, titles: Iterable[str] = COMMANDS) -> dict[str, Rung]:
        """Run commands with a configuration, in their order."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            work = Path(name)
            (work / "main.tf").write_text(code)
            return {title: self.run(work, COMMANDS[title]) for title in titles}


@contextmanager
def place(
    command: Sequence[str | Path] = (timing.PROVIDER,),
    more: Mapping[str, str] | None = None,
    latency: float = 0.0,
) -> Iterator[Place]:
    """Run the server, and yield a place in which Terraform uses it and a provider.

    Args:
        command: the command that starts the provider.
        more: further environment variables of the provider.
        latency: the seconds before each answer of the server.
    """
    with tempfile.TemporaryDirectory() as name, stub_api.running(latency) as stub:
        folder = Path(name)
        launcher = Launcher(folder, command, more)
        environment = {
            **timing.quiet_environment(),
            "TF_CLI_CONFIG_FILE": str(launcher.settings),
            "OPENAI_API_KEY": "sk-benchmark",
            "OPENAI_ADMIN_KEY": "sk-admin-benchmark",
            "OPENAI_BASE_URL": stub.base_url,
        }
        yield Place(folder=folder, environment=environment, launcher=launcher, stub=stub)


def groups(number: int) -> str:
    """Return the configuration of a number of groups."""
    return timing.REQUIRED + GROUPS.format(number=number)


def main(arguments: Sequence[str] | None = None) -> None:
    """Climb the ladder, and print it."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_ladder", description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=RUNGS, help="numbers of objects")
    given = parser.parse_args(arguments)
    with place() as here:
        here.climb(groups(1))  # fills the caches
        rungs = {number: here.climb(groups(number)) for number in given.numbers}
    print("\nladder of groups: seconds, requests, and MiB of the largest launch")
    print(_row("", ["objects", "wall", "terraform", "provider", "ms/object", "requests", "MiB"]))
    for title in COMMANDS:
        for number, measured in rungs.items():
            one, least = measured[title], min(rungs)
            more = one.provider - rungs[least][title].provider
            each = more / (number - least) * 1000 if number > least else None
            print(_row(title, _cells(number, one, each)))
    number = max(one for one in rungs if one <= max(100, min(rungs)))
    print(f"\nlaunches of the provider with {number} objects: milliseconds after the start of each")
    for title, one in rungs[number].items():
        for order, launch in enumerate(one.launches, 1):
            steps = ", ".join(f"{name} {ms:.0f}" for name, ms in launch.since_start().items())
            print(f"  {title} {order}: {launch.processor * 1000:.0f} ms of processor; {steps}")


def _cells(number: int, one: Rung, each: float | None) -> list[str]:
    return [
        f"{number}",
        f"{one.wall:.2f}",
        f"{one.terraform:.2f}",
        f"{one.provider:.2f}",
        "" if each is None else f"{each:.2f}",
        f"{one.requests}",
        f"{one.memory:.0f}",
    ]


def _row(title: str, cells: Sequence[str]) -> str:
    return f"  {title:<10}" + "".join(f"{cell:>11}" for cell in cells)


if __name__ == "__main__":
    main()
