"""``python -m tools.bench_embeddings`` measures plans with embeddings in the state, stored as numbers and as base64.

The baseline is a plan of one vector store, which includes the provider's launches and its first request. All plans run in turns,
against the sandbox.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

import openai_sandbox
from tools import timing

COUNTS = (1, 20)
FORMATS = ("float", "base64")
APPLY = ("apply", "-auto-approve", "-input=false")
PLAN = ("plan", "-input=false")

_STORE = 'resource "openai_vector_store" "library" {\n  name = "library"\n}\n'
_EMBEDDINGS = """
resource "openai_embedding" "many" {{
  count           = {count}
  model           = "text-embedding-3-small"
  input           = "Soup ${{count.index}}"
  encoding_format = "{format}"
}}
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the durations of the plans, and their ratios to a plan without embeddings."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_embeddings", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=1, help="the number of measurements of each plan"
    )
    measure(parser.parse_args(arguments).rounds)


def measure(rounds: int) -> None:
    """Print a table of medians."""
    stacks = {"no embedding": _STORE} | {
        f"{count} as {form}": _STORE + _EMBEDDINGS.format(count=count, format=form)
        for form in FORMATS
        for count in COUNTS
    }
    runs = _plans(stacks, rounds)
    medians = {title: statistics.median(seconds) for title, seconds in runs.items()}
    first = medians["no embedding"]
    print(f"\nplan with embeddings of 1,536 numbers in the state (median of {rounds}, in turns)")
    for title, took in medians.items():
        print(f"  {title:<20} {took:8.2f} s    {took / first:6.2f} x")


def _plans(stacks: dict[str, str], rounds: int) -> dict[str, list[float]]:
    """Apply each stack in its own folder, then plan all in turns, so that the load of the machine affects all equally."""
    with tempfile.TemporaryDirectory() as name, openai_sandbox.running() as sandbox:
        environment = {
            **timing.quiet_environment(),
            "TF_CLI_CONFIG_FILE": str(timing.write_settings(Path(name))),
            "OPENAI_API_KEY": "sk-benchmark",
            "OPENAI_BASE_URL": sandbox.base_url,
        }
        runs: dict[str, list[float]] = {title: [] for title in stacks}
        for title, stack in stacks.items():
            work = Path(name, title.replace(" ", "-"))
            work.mkdir()
            (work / "main.tf").write_text(timing.REQUIRED + stack)
            timing.run([timing.TERRAFORM, f"-chdir={work}", *APPLY], environment)
        for _ in range(rounds):  # the first apply has filled all caches
            for title in stacks:
                work = Path(name, title.replace(" ", "-"))
                took = timing.run([timing.TERRAFORM, f"-chdir={work}", *PLAN], environment)
                runs[title].append(took.wall)
    return runs


if __name__ == "__main__":
    main()
