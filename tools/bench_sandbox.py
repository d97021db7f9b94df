"""``python -m tools.bench_sandbox`` measures the sandbox with many clients and many objects, and looks for lost writes.

Clients create, change, read, list, upload and delete objects and request responses, in a sandbox whose state file already contains many
objects. At the end, the sandbox is killed (SIGKILL) while the clients still write. A second sandbox opens the file, and has to
contain everything that the first one has answered.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from openai_sandbox.store import Record, Store
from tools import timing
from tools.sandbox_clients import Client, verify

_STACK_BYTES = 256 * 1024
"""The stack of a client's thread. The default would take 8 MB of address space for each of them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print requests per second, latencies, errors, lost writes and memory."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_sandbox", description=__doc__)
    add = parser.add_argument
    add("--seconds", type=float, default=60, help="the duration of the load (default: 60)")
    add("--clients", type=int, default=200, help="the number of clients at a time (default: 200)")
    add("--stored", type=int, default=100_000, help="objects in the state file (default: 100000)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.seconds, options.clients, options.stored)


def measure(folder: Path, seconds: float, count: int, stored: int) -> bool:
    """Print the tables. Return whether every answered write was found, without an error."""
    state = folder / "state.sqlite"
    seed = _fill(state, stored)
    with _sandbox(folder / "empty.sqlite") as (_, _, started_empty):
        pass
    with _sandbox(state) as (process, port, started):
        clients = [Client(number=number, port=port, seed=seed) for number in range(count)]
        _load(clients, process, seconds)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0  # it is not waited for again
    with _sandbox(state) as (_, port, reopened):
        expected, lost = verify(clients, port)
    errors: Counter[str] = sum((one.errors for one in clients), Counter())
    print(f"\nsandbox: {count} clients for {seconds:g} s, a state file with {stored:,} objects")
    print(f"  {'':<12} {'requests':>9} {'per s':>7} {'p50':>9} {'p99':>9}")
    kinds = dict.fromkeys(kind for one in clients for kind in one.latencies)
    for kind in (*kinds, "all"):
        took = [
            latency
            for one in clients
            for name, latencies in one.latencies.items()
            if kind in {name, "all"}
            for latency in latencies
        ]
        cuts = statistics.quantiles(took, n=100) if len(took) > 1 else [0.0] * 99
        print(
            f"  {kind:<12} {len(took):>9,} {len(took) / seconds:>7.0f} {cuts[49] * 1000:>6.0f} ms {cuts[98] * 1000:>6.0f} ms"
        )
    print(f"  errors: {dict(errors) or 'none'}")
    print(
        f"  objects after kill -9: {expected - len(lost):,} of {expected:,}, lost: {lost[:3] or 'none'}"
    )
    print(
        f"  start: {started_empty:.2f} s without objects, {started:.2f} s with the file, {reopened:.2f} s after kill -9"
    )
    scale = 1 if sys.platform == "darwin" else 1024
    print(
        f"  peak memory: {used.ru_maxrss * scale / 2**20:.0f} MB, processor: {used.ru_utime + used.ru_stime:.1f} s"
    )
    return not lost and not errors


def _fill(state: Path, number: int) -> list[str]:
    """Write a state file with vector stores. Return their ids."""
    with contextlib.closing(Store(state)) as store, store.transaction():
        identifiers = [f"vs_{one:024}" for one in range(number)]
        for identifier in identifiers:
            wire = {
                "id": identifier,
                "object": "vector_store",
                "created_at": 1,
                "name": identifier,
                "usage_bytes": 0,
                "file_counts": dict.fromkeys(
                    ("in_progress", "completed", "failed", "cancelled", "total"), 0
                ),
                "status": "completed",
                "last_active_at": 1,
                "metadata": {"team": "search"},
            }
            shape = "VectorStoreObject"
            store.insert(Record(collection="/vector_stores", id=identifier, shape=shape, wire=wire))
    return identifiers


@contextlib.contextmanager
def _sandbox(state: Path) -> Iterator[tuple[subprocess.Popen[str], int, float]]:
    """Run a sandbox in a process. Yield the process, its port, and the seconds until it accepted requests."""
    command = [
        sys.executable,
        "-m",
        "openai_sandbox",
        "--port",
        "0",
        "--quiet",
        "--state",
        str(state),
    ]
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=timing.ROOT,
        env=timing.quiet_environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        line = process.stdout.readline() if process.stdout is not None else ""
        try:
            yield process, int(line.rsplit(":", 1)[1].split("/")[0]), time.perf_counter() - started
        finally:
            if process.returncode is None:
                process.kill()


def _load(clients: Sequence[Client], process: subprocess.Popen[str], seconds: float) -> None:
    """Let all clients send requests, and kill the sandbox after some seconds."""
    running = threading.Event()
    running.set()
    threading.stack_size(_STACK_BYTES)
    threads = [threading.Thread(target=one.run, args=(running,)) for one in clients]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    running.clear()
    os.kill(process.pid, 9)
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
