"""``python -m tools.bench_embeddings``: how long a plan takes with embeddings in the state, held as numbers and as texts.

The yardstick is a plan of one vector store, which brings the provider's launches and its first request. All are run in turns,
against the sandbox. It must not assert anything.
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
    """Print how long plans take, and their ratios to a plan without embeddings."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_embeddings", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured")
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
    """Apply each stack in a folder of its own, then plan all in turns, so that what else the machine does hits all alike."""
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
