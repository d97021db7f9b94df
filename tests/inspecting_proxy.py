"""A proxy like those of companies: it accepts CONNECT, and answers as the API with a certificate of its own."""

from __future__ import annotations

import contextlib
import dataclasses
import http.server
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

HOST = "api.example.com"
"""The API's name. No name server knows it, so a request without the proxy fails."""

_PIECE = 1 << 16  # bytes


@dataclasses.dataclass(frozen=True, kw_only=True)
class Proxy:
    """A running proxy. ``connected`` are the servers that clients asked for, such as ``api.example.com:443``."""

    address: str
    connected: list[str] = dataclasses.field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which a program sends all its requests through the proxy."""
        return {"HTTPS_PROXY": self.address, "HTTP_PROXY": self.address}


@contextlib.contextmanager
def inspecting_proxy(server: str, *, certificate: Path, key: Path) -> Iterator[Proxy]:
    """Run a proxy that passes on all connections to one server, such as ``http://127.0.0.1:1234/v1``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    parts = urlsplit(server)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            proxy.connected.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.close_connection = True
            with (
                socket.create_connection((parts.hostname, parts.port)) as behind,
                context.wrap_socket(self.connection, server_side=True) as client,
                contextlib.suppress(OSError),  # one of them has closed the connection
            ):
                _pass_on(client, behind)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    proxy = Proxy(address=f"http://127.0.0.1:{listening.server_port}")
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def _pass_on(client: ssl.SSLSocket, behind: socket.socket) -> None:
    """Pass on what each side sends, until one of them ends."""
    while True:
        ready = [client] if client.pending() else select.select([client, behind], [], [])[0]
        for one in ready:
            if not (piece := one.recv(_PIECE)):
                return
            (behind if one is client else client).sendall(piece)
