"""A server that costs little: it stores groups and vector stores, and answers after a fixed time.

The benchmarks use it in place of the sandbox, whose checks of each request take longer than the provider's own work.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

_Answer = tuple[int, dict[str, Any]]

_FIELDS: dict[str, dict[str, Any]] = {
    "groups": {"object": "group", "group_type": "group", "is_scim_managed": False},
    "vector_stores": {
        "object": "vector_store",
        "status": "completed",
        "usage_bytes": 0,
        "expires_after": None,
        "expires_at": None,
        "last_active_at": 1_700_000_000,
        "metadata": {},
        "file_counts": dict.fromkeys(
            ("in_progress", "completed", "failed", "cancelled", "total"), 0
        ),
    },
}
"""The fields of each collection's objects, besides those of the request."""

_END_OF_HEADERS = b"\r\n\r\n"


class StubApi:
    """The objects of the server, and the number of requests by method.

    Args:
        latency: the seconds before each answer.
    """

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self.requests: Counter[str] = Counter()
        self.base_url = ""
        self._numbers = itertools.count(1)
        self._collections: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in _FIELDS}

    def answer(self, method: str, target: str, body: bytes) -> _Answer:
        """Return the status and the JSON for a request."""
        self.requests[method] += 1
        split = urlsplit(target)
        collection, _, identity = split.path.rpartition("/")
        name = collection.rpartition("/")[2]
        if name not in self._collections:  # the path is that of a collection
            name, identity = identity, ""
        objects = self._collections.get(name)
        if objects is None or (identity and identity not in objects):
            return 404, {"error": {"message": "not found", "type": "invalid_request_error"}}
        match method, bool(identity):
            case "POST", False:
                made = {
                    **_FIELDS[name],
                    "id": f"{name}_{next(self._numbers)}",
                    "created_at": 1_700_000_000,
                    **json.loads(body),
                }
                objects[made["id"]] = made
                return 200, made
            case "POST", True:
                objects[identity].update(json.loads(body))
                return 200, objects[identity]
            case "DELETE", True:
                del objects[identity]
                return 200, {"object": f"{name}.deleted", "id": identity, "deleted": True}
            case "GET", True:
                return 200, objects[identity]
            case _:
                return 200, _page(list(objects.values()), parse_qs(split.query))


def _page(objects: list[dict[str, Any]], query: dict[str, list[str]]) -> dict[str, Any]:
    limit, after = int(query.get("limit", ["20"])[0]), query.get("after", [""])[0]
    ids = [one["id"] for one in objects]
    first = ids.index(after) + 1 if after in ids else 0
    data = objects[first : first + limit]
    more = first + limit < len(objects)
    return {
        "object": "list",
        "data": data,
        "has_more": more,
        "next": data[-1]["id"] if more else None,
        "last_id": data[-1]["id"] if data else None,
    }


class _Connection(asyncio.Protocol):
    """One connection of HTTP/1.1, with one request after the other."""

    def __init__(self, stub: StubApi) -> None:
        self._stub = stub
        self._received = bytearray()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, rest = bytes(self._received).partition(_END_OF_HEADERS)
        if not found:
            return
        lines = head.split(b"\r\n")
        length = next(
            (int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0
        )
        if len(rest) < length:
            return
        self._received.clear()
        method, target, _ = lines[0].decode().split(" ")
        status, body = self._stub.answer(method, target, rest)
        content = json.dumps(body).encode()
        headers = (
            f"HTTP/1.1 {status} -\r\ncontent-type: application/json\r\n"
            f"content-length: {len(content)}\r\n\r\n"
        )
        answer = headers.encode() + content
        if self._stub.latency:
            asyncio.get_running_loop().call_later(self._stub.latency, self._transport.write, answer)
        else:
            self._transport.write(answer)


@contextmanager
def running(latency: float = 0.0) -> Iterator[StubApi]:
    """Run the server in a thread, on a free port of this machine."""
    stub = StubApi(latency)
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def serve() -> None:
        made: Callable[[], _Connection] = lambda: _Connection(stub)  # noqa: E731
        server = await loop.create_server(made, "127.0.0.1", 0)
        stub.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        started.set()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, name="stub", daemon=True)
    thread.start()
    started.wait()
    try:
        yield stub
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
