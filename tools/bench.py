"""Measures how long users wait, as ratios within one run: launch, validation, many objects, embeddings, synthesis, sandbox, releases.

``make bench`` prints the tables. Absolute times depend on the machine and its load. The ratios depend on them only a little.
Only the comparison with the last release can fail, see `bench_release`. If ``OTHER`` names the executable of another provider for OpenAI,
the provider is compared with it, see `bench_other`.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from tools import (
    bench_embeddings,
    bench_export,
    bench_ladder,
    bench_objects,
    bench_other,
    bench_release,
    bench_sandbox,
    bench_synth,
    bench_warm,
    bindings,
    launching,
    timing,
)

RUNS = 11
DECLARATIONS = ("objects", "functions")

_STORE = 'resource "openai_vector_store" "library" { name = "library" }'


def main() -> int:
    """Print a table for each topic."""
    launch()
    validation()
    bench_warm.main([])
    bench_ladder.main([])
    bench_objects.main([])
    bench_embeddings.main([])
    bench_synth.main([])
    bench_export.main([])
    bench_sandbox.main([])
    if other := os.environ.get("OTHER"):
        bench_other.main([other])
    return bench_release.main([])


def launch() -> None:
    """Measure the time from exec to handshake, with a client certificate like Terraform's, and compare it with bare Python."""
    with tempfile.TemporaryDirectory() as name:
        environment = launching.environment(name)
        installed = bindings.install_provider(Path(name) / "plugins")
        launcher = next(installed.rglob("terraform-provider-openai*"))
        bare = _without_declarations(Path(name))
        _table(
            "launch: exec to handshake, client certificate required",
            {
                "bare Python": partial(_wall, [sys.executable, "-c", "pass"]),
                "provider": partial(launching.handshake, [timing.PROVIDER], environment),
                "as installed": partial(launching.handshake, [launcher], environment),
                "without declarations": partial(
                    launching.handshake, [launcher], {**environment, "PYTHONPATH": str(bare)}
                ),
                # The provider imports it at the first API request. Many launches send none.
                "OpenAI's client": partial(_wall, [sys.executable, "-c", "import openai"]),
            },
        )


def validation() -> None:
    """Measure ``terraform validate`` with and without the provider."""
    with tempfile.TemporaryDirectory() as name:
        settings = timing.write_settings(Path(name))
        environment = {**timing.quiet_environment(), "TF_CLI_CONFIG_FILE": str(settings)}
        measures = {}
        for title, text in (
            ("Terraform alone", 'output "x" { value = 1 }'),
            ("with the provider", timing.REQUIRED + _STORE),
        ):
            place = Path(name, title.replace(" ", "-"))
            place.mkdir()
            (place / "main.tf").write_text(text)
            command = [str(timing.TERRAFORM), f"-chdir={place}", "validate"]
            measures[title] = partial(_wall, command, environment)
        _table("terraform validate", measures)


def _without_declarations(folder: Path) -> Path:
    """Copy the provider without its declarations, to measure how much time they take."""
    copy = folder / "provider_shim"
    shutil.copytree(timing.ROOT / "provider_shim", copy)
    for kind in DECLARATIONS:
        shutil.rmtree(copy / kind)
    for description in (copy / "protocol").glob("*.binpb"):
        description.write_bytes(b"")
    return folder


def _wall(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> float:
    return timing.run(command, environment).wall


def _table(title: str, measures: Mapping[str, Callable[[], float]]) -> None:
    """Measure all in turns, so that the load of the machine affects all of them equally."""
    runs: dict[str, list[float]] = {name: [] for name in measures}
    for turn in range(RUNS + 1):
        for name, measure in measures.items():
            took = measure()
            if turn:  # the first turn fills the caches
                runs[name].append(took)
    medians = {name: statistics.median(seconds) for name, seconds in runs.items()}
    first = next(iter(medians.values()))
    print(f"\n{title} (median of {RUNS}, in turns)")
    for name, took in medians.items():
        print(f"  {name:<20} {took * 1000:8.0f} ms   {took / first:6.2f} x")


if __name__ == "__main__":
    sys.exit(main())
