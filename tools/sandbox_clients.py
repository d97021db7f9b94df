"""Clients that load a sandbox and know what it must contain afterwards, for ``bench_sandbox``."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

_PAGE = 100
_KEY = {"authorization": "Bearer sk-benchmark"}
_JSON = {**_KEY, "content-type": "application/json"}
_FORM = {**_KEY, "content-type": "multipart/form-data; boundary=line"}
_UPLOAD = (
    '--line\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nuser_data\r\n'
    '--line\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n{content}\r\n--line--\r\n'
)


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
            for number in range(1_000_000):
                self.turn(connection, number)
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

    def turn(self, connection: http.client.HTTPConnection, turn: int) -> None:
        """Create, read, change, list, upload and, every second time, delete. Note what the sandbox has answered."""
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


def verify(clients: Sequence[Client], port: int) -> tuple[int, list[str]]:
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
