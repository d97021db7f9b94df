"""A server with the answers of a test, for answers that the sandbox never returns."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(kw_only=True)
class Say:
    """One answer. Text is sent unchanged, other values as JSON."""

    body: Any = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False
    """Close the connection after the answer, without having said so."""


@dataclass(kw_only=True)
class Heard:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(kw_only=True)
class OddServer:
    """Returns the answers in order, and repeats the last one."""

    base_url: str
    answers: list[Say]
    heard: list[Heard] = field(default_factory=list)

    def next_answer(self) -> Say:
        """Return the next answer."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextlib.contextmanager
def odd_server(*answers: Say) -> Iterator[OddServer]:
    """Run a server with these answers for the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            odd.heard.append(
                Heard(
                    method=self.command,
                    path=self.path,
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(length),
                )
            )
            say = odd.next_answer()
            text = say.body if isinstance(say.body, str) else json.dumps(say.body)
            content = text.encode()
            self.send_response(say.status)
            for name, value in {"content-type": "application/json", **say.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = say.hang_up

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_CONNECT = answer  # noqa: N815 - named by the library

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by the library
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    odd = OddServer(base_url=f"http://127.0.0.1:{server.server_port}/v1", answers=list(answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield odd
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
