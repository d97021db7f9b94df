"""``python -m tools.bench_release`` compares the provider with the last release, and fails if it is more than 15 % slower.

``BASE`` is a wheel, a tag or a commit. By default, it is the newest tag. Both versions are installed from wheels into folders of their
own, use the libraries of this environment, and run in turns. Processor time decides, because it depends least on the load of the
machine: all launches of a command together.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tools import regressions, timing
from tools.bench_ladder import COMMANDS, Place, groups, place
from tools.regressions import LEAST_PAIRS, Step

PAIRS: Mapping[int, int] = {10: 5, 100: 5, 1000: 3}
"""The number of pairs on each rung."""

_START = "from provider_shim.__main__ import main; main([])"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and return 1 if a step is slower, otherwise 0."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_release", description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=list(PAIRS), help="the rungs")
    parser.add_argument(
        "--base", default=os.environ.get("BASE") or None, help="a wheel, tag or commit"
    )
    parser.add_argument("--pairs", type=int, help="the number of pairs on each rung")
    given = parser.parse_args(arguments)
    if given.pairs is not None and given.pairs < LEAST_PAIRS:
        parser.error(f"--pairs: at least {LEAST_PAIRS} are needed for a decision")
    base = given.base or newest_tag()
    if base is None:
        print(
            "\nno comparison with a release: this repository has no tag. BASE=<wheel, tag or commit> sets what to compare with."
        )
        return 0
    with tempfile.TemporaryDirectory() as name:
        before, now = Path(name, "before"), Path(name, "now")
        install(base, before)
        install("HEAD", now)
        shutil.rmtree(now / "provider_shim")  # also what is not committed yet
        shutil.copytree(timing.ROOT / "provider_shim", now / "provider_shim")
        pairs = {number: given.pairs or PAIRS.get(number, LEAST_PAIRS) for number in given.numbers}
        return compare(base, before, now, pairs)


def compare(base: str, before: Path, now: Path, rungs: Mapping[int, int]) -> int:
    """Measure two installed versions in turns, print the ratios, and return 1 if a step is slower, otherwise 0.

    Args:
        base: the name of the release.
        before: the folder with the release.
        now: the folder with this version.
        rungs: the number of pairs on each rung. A suspicious rung is measured again, with twice as many.
    """
    print(f"\nprocessor time compared with {base} (median of the ratios, in turns)")
    with ExitStack() as open_:
        start = (timing.BIN / "python", "-c", _START)
        places = [
            open_.enter_context(place(start, {"PYTHONPATH": str(one)})) for one in (now, before)
        ]
        for one in places:
            one.climb(groups(1))  # fills the caches
        first: dict[Step, list[float]] = {}
        for number, pairs in rungs.items():
            first |= _pairs(places, number, pairs)
        again: dict[Step, list[float]] = {}
        for number in regressions.suspicious(first):
            print(f"  {number} objects: slower, so this rung is measured again")
            again |= _pairs(places, number, 2 * rungs[number])
    slower = regressions.regressions(first, again)
    for number, title in slower:
        print(f"  {title} of {number} objects is more than 15 % slower than {base}")
    return 1 if slower else 0


def newest_tag() -> str | None:
    """Return the newest tag of a release, or None if there is none."""
    command = ["git", "tag", "--list", "v*", "--sort=-version:refname"]
    tags = subprocess.run(command, cwd=timing.ROOT, check=True, capture_output=True, text=True)
    return next(iter(tags.stdout.split()), None)


def install(version: str, folder: Path) -> None:
    """Install a wheel, a tag or a commit into a folder, without its dependencies.

    Raises:
        subprocess.CalledProcessError: The version does not exist, or cannot be built.
    """
    with tempfile.TemporaryDirectory() as name:
        wheel = Path(version) if version.endswith(".whl") else _built(version, Path(name))
        _quietly(sys.executable, "-m", "pip", "install", "--no-deps", "--target", folder, wheel)


def _built(version: str, folder: Path) -> Path:
    source, archive = folder / "source", folder / "source.tar"
    _quietly("git", "-C", timing.ROOT, "archive", f"--output={archive}", version)
    shutil.unpack_archive(archive, source, filter="data")
    _quietly(sys.executable, "-m", "build", "--wheel", "--outdir", folder, source)
    return next(folder.glob("*.whl"))


def _quietly(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def _pairs(places: Sequence[Place], number: int, pairs: int) -> dict[Step, list[float]]:
    """Measure both versions in turns, and print the medians. The version that begins alternates."""
    seconds: list[list[dict[str, float]]] = [[], []]
    for pair in range(pairs):
        for version in (0, 1) if pair % 2 else (1, 0):
            taken = places[version].climb(groups(number))
            seconds[version].append({title: one.provider for title, one in taken.items()})
    found = {
        (number, title): regressions.ratios(seconds[0], seconds[1], title) for title in COMMANDS
    }
    for (_, title), one in found.items():
        print(
            f"  {title:<10}{number:>6} objects   {statistics.median(one):.2f} x  of {pairs} pairs"
        )
    return found


if __name__ == "__main__":
    sys.exit(main())
