"""Sends the requests of OpenAI's client to the sandbox in this process without sockets and without a change of threads.

The tests of contracts send tens of thousands of requests, and none of them is about sockets. While a fault is active that delays
an answer or closes a connection, requests use sockets.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest

from openai_sandbox.app import SandboxApp
from tests.sandbox import Sandbox

_OF_CONNECTIONS = {"drop-after", "drop-before", "hang-up", "latency"}


@contextlib.contextmanager
def without_sockets(sandbox: Sandbox) -> Iterator[None]:
    """Let clients in this process call the application of the sandbox. Requests to other servers do not change."""
    with_sockets = httpx2.HTTPTransport.handle_request
    home = httpx2.URL(sandbox.base_url).origin
    application = _Application(sandbox.app)

    def handle(transport: httpx2.HTTPTransport, request: httpx2.Request) -> httpx2.Response:
        faults = {fault.kind for fault in sandbox.app.state.faults.active}
        if request.url.origin != home or faults & _OF_CONNECTIONS:
            return with_sockets(transport, request)
        return application.answer(request)

    with pytest.MonkeyPatch.context() as patched, contextlib.closing(application):
        patched.setattr(httpx2.HTTPTransport, "handle_request", handle)
        yield


class _Application:
    """The sandbox. It answers one request after the other, like its server."""

    def __init__(self, app: SandboxApp) -> None:
        self._call: Any = app.application
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        self._loop.close()

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        left = [{"type": "http.request", "body": request.read(), "more_body": False}]
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return left.pop() if left else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        with self._lock:
            self._loop.run_until_complete(self._call(_scope(request), receive, send))
        start, *parts = sent
        return httpx2.Response(
            start["status"],
            headers=start["headers"],
            content=b"".join(part.get("body", b"") for part in parts),
            request=request,
        )


def _scope(request: httpx2.Request) -> dict[str, Any]:
    path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": unquote(path.decode()),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 0),
        "server": (request.url.host, request.url.port),
    }
