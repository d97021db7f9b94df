"""``python -m tools.bench_synth [NUMBER]`` compares our synthesis with that of the CDK's generated bindings.

Both synthesize the same stack of vector stores, in turns and each in its own process. The result is the ratio within one run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools import bindings

ROUNDS = 3
MAKERS = {"generated bindings": "openai.vector_store", "openai_cdktf": "openai_cdktf"}
"""The two libraries that are compared, each with the module of its classes."""

PROGRAM = """
import importlib, json, sys, tempfile, time
import cdktf

made = importlib.import_module(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    app = cdktf.App(outdir=folder, skip_validation=True)
    stack = cdktf.TerraformStack(app, "stack")
    started = time.perf_counter()
    for index in range(int(sys.argv[2])):
        made.VectorStore(
            stack,
            f"store-{index}",
            name=f"store {index}",
            file_ids=["file-1", "file-2"],
            metadata={"team": "search", "number": str(index)},
            expires_after=made.VectorStoreExpiresAfter(anchor="last_active_at", days=7),
        )
    finished = time.perf_counter()
    app.synth()
    print(json.dumps([finished - started, time.perf_counter() - finished]))
"""
"""A program that creates and synthesizes a stack, and prints the seconds of each step."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate bindings, run both libraries, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_synth", description=__doc__)
    parser.add_argument(
        "number", nargs="?", type=int, default=1000, help="the number of constructs"
    )
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mirror = bindings.install_provider(folder / "plugins")
        terraform = bindings.PROGRAMS / "terraform-1.11"
        path = bindings.generate("cdktf", folder / "get", mirror=mirror, terraform=terraform)
        runs = _turns(given.number, folder, path)
    _print(given.number, runs)


def _turns(number: int, folder: Path, path: Path) -> dict[str, list[list[float]]]:
    """Return the seconds of creating and synthesizing in each round, by library."""
    runs: dict[str, list[list[float]]] = {maker: [] for maker in MAKERS}
    for _ in range(ROUNDS):  # in turns, so that the load of the machine affects both equally
        for maker, module in MAKERS.items():
            runs[maker].append(_run(module, number, folder, path))
    return runs


def _run(module: str, number: int, folder: Path, path: Path) -> list[float]:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{path}{os.pathsep}{bindings.ROOT}",
        "PATH": f"{bindings.PROGRAMS}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, module, str(number)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds: list[float] = json.loads(done.stdout.splitlines()[-1])
    return seconds


def _print(number: int, runs: dict[str, list[list[float]]]) -> None:
    print(f"\nsynth of {number} vector stores (median of {ROUNDS}, in turns)")
    totals = {}
    for maker, rounds in runs.items():
        making, synth = (statistics.median(column) for column in zip(*rounds, strict=True))
        totals[maker] = statistics.median(sum(seconds) for seconds in rounds)
        print(f"  {maker:20} {totals[maker]:6.2f} s   (making {making:.2f}, synth {synth:.2f})")
    official, ours = totals.values()
    print(f"  ratio                {ours / official:6.2f}")


if __name__ == "__main__":
    main()
