"""``python -m tools.bench_sandbox`` measures the sandbox with many clients and many objects, and looks for lost writes.

Clients create, change, read, list, upload and delete objects and request responses, in a sandbox whose state file already contains many
objects. At the end, the sandbox is killed (SIGKILL) while the clients still write. A second sandbox opens the file, and has to
contain everything that the first one has answered.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import functools
import http.client
import json
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
from typing import Any

from openai_sandbox.store import Record, Store
from tools import timing

_PAGE = 100
_KEY = {"authorization": "Bearer sk-benchmark"}
_JSON = {**_KEY, "content-type": "application/json"}
_FORM = {**_KEY, "content-type": "multipart/form-data; boundary=line"}
_UPLOAD = (
    '--line\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nuser_data\r\n'
    '--line\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n{content}\r\n--line--\r\n'
)
_STACK_BYTES = 256 * 1024
"""The stack of a client's thread. The default would take 8 MB of address space for each of them."""


@dataclasses.dataclass(kw_only=True)
class Client:
    """One client: the latencies of its requests by kind, and the objects that the sandbox must contain, by path.

    ``uncertain`` is the path of an object whose last change has no answer. The sandbox may have made this change or not.
    """

    number: int
    port: int
    seed: Sequence[str]
    latencies: dict[str, list[float]] = dataclasses.field(default_factory=dict)
    errors: Counter[str] = dataclasses.field(default_factory=Counter)
    expected: dict[str, str | None] = dataclasses.field(default_factory=dict)
    uncertain: str | None = None

    def run(self, running: threading.Event) -> None:
        """Send requests until the sandbox is killed. Errors count only until ``running`` is cleared."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.suppress(OSError, http.client.HTTPException):
            for turn in range(1_000_000):
                self._turn(connection, turn)
        if running.is_set() and not self.errors:
            self.errors["no connection"] += 1

    def send(
        self,
        connection: http.client.HTTPConnection,
        kind: str,
        method: str,
        path: str,
        body: Any = None,
    ) -> Any:
        """Send a request, measure it, and return the JSON of its answer. A text as ``body`` is uploaded.

        Raises:
            HTTPException: The answer is an error.
        """
        headers, content = _JSON, None if body is None else json.dumps(body)
        if isinstance(body, str):
            headers, content = _FORM, _UPLOAD.format(name=f"{body}.txt", content=body * 200)
        started = time.perf_counter()
        connection.request(method, f"/v1{path}", content, headers)
        response = connection.getresponse()
        answer = response.read()
        self.latencies.setdefault(kind, []).append(time.perf_counter() - started)
        if response.status != http.client.OK:
            self.errors[str(response.status)] += 1
            raise http.client.HTTPException(answer)
        return json.loads(answer)

    def _turn(self, connection: http.client.HTTPConnection, turn: int) -> None:
        send = functools.partial(self.send, connection)
        name = f"{self.number}-{turn}"
        created = f"/vector_stores/{send('create', 'POST', '/vector_stores', {})['id']}"
        self.expected[created] = ""
        send("read", "GET", created)
        self.uncertain = created
        send("update", "POST", created, {"name": name})
        self.expected[created], self.uncertain = name, None
        cursor = self.seed[hash(name) % len(self.seed)]
        send("list", "GET", f"/vector_stores?limit=20&after={cursor}")
        file = f"/files/{send('upload', 'POST', '/files', name)['id']}"
        self.expected[file] = f"{name}.txt"
        send("read", "GET", file)
        asked = {"model": "gpt-6-luna", "input": f"Hello {name}"}
        answer = f"/responses/{send('response', 'POST', '/responses', asked)['id']}"
        self.expected[answer] = None
        if turn % 2:
            self.uncertain = created
            send("delete", "DELETE", created)
            del self.expected[created]
            self.uncertain = None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print requests per second, latencies, errors, lost writes and memory."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_sandbox", description=__doc__)
    add = parser.add_argument
    add("--seconds", type=float, default=10, help="the duration of the load (default: 10)")
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
        expected, lost = _verify(clients, port)
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


def _verify(clients: Sequence[Client], port: int) -> tuple[int, list[str]]:
    """Return the number of objects that the sandbox must contain, and the paths of those that it does not contain."""
    expected = {
        path: name
        for one in clients
        for path, name in one.expected.items()
        if path != one.uncertain
    }
    reader = Client(number=0, port=port, seed=())
    connection = http.client.HTTPConnection("127.0.0.1", port)
    found: dict[str, str | None] = {}
    for collection, label in (("/vector_stores", "name"), ("/files", "filename")):
        wanted = {path for path in expected if path.startswith(f"{collection}/")}
        query = f"?limit={_PAGE}"
        while query and wanted - found.keys():  # the newest objects come first
            page = reader.send(connection, "list", "GET", f"{collection}{query}")
            found |= {f"{collection}/{one['id']}": one[label] for one in page["data"]}
            more = page["has_more"]
            query = f"?limit={_PAGE}&after={page['data'][-1]['id']}" if more else ""
    for path in expected:
        if path.startswith("/responses/"):
            with contextlib.suppress(http.client.HTTPException):
                reader.send(connection, "read", "GET", path)
                found[path] = None
    return len(expected), [path for path, name in expected.items() if found.get(path, 0) != name]


if __name__ == "__main__":
    main()
