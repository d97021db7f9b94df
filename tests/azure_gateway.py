"""Azure's v1 API in front of a sandbox: it rejects the same requests as Azure, and forwards the others.

Azure's v1 API has OpenAI's paths behind ``/openai/v1/``, a key in the header ``api-key`` (or a token in ``Authorization``),
no version in the query, and names of deployments as models.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.sandbox import Sandbox

KEY = "azure-key"
_PREFIX = "/openai/v1"


@contextlib.contextmanager
def azure_gateway(sandbox: Sandbox, deployments: Mapping[str, str]) -> Iterator[str]:
    """Run the gateway for the block, and yield its endpoint. ``deployments`` are models by the names of deployments."""

    class Handler(BaseHTTPRequestHandler):
        def _forward(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            status, content = _answer(
                sandbox, self, self.rfile.read(length) if length else b"", deployments
            )
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = _forward  # noqa: N815 - names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(
    sandbox: Sandbox,
    request: BaseHTTPRequestHandler,
    content: bytes,
    deployments: Mapping[str, str],
) -> tuple[int, bytes]:
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not request.path.startswith(f"{_PREFIX}/") or "api-version" in request.path:
        return 404, b'{"error": {"code": "404", "message": "Resource not found"}}'
    if headers.get("api-key") != KEY or "authorization" in headers:
        return 401, b'{"error": {"code": "401", "message": "Access denied due to invalid key."}}'
    kind = headers.get("content-type", "")
    if kind == "application/json" and content and "model" in (body := json.loads(content)):
        if body["model"] not in deployments:
            return (
                404,
                b'{"error": {"code": "DeploymentNotFound", "message": "No such deployment."}}',
            )
        content = json.dumps({**body, "model": deployments[body["model"]]}).encode()
    forwarded = sandbox.client.request(
        request.command,
        sandbox.base_url + request.path.removeprefix(_PREFIX),
        content=content,
        headers={"content-type": kind},
    )
    return forwarded.status_code, forwarded.content
