"""A list of any length needs constant memory: the real provider with a server that has any number of files."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from launched import REAL, dynamic, launched

from provider_shim.protocol._pb import tfplugin6_pb2 as pb

_LONG = "x" * 1_000
MANY, FEW = 30_000, 3_000  # the short list also has several pages
MOST_GROWTH = 10_000  # KiB; the additional names need 27,000


class _Files(BaseHTTPRequestHandler):
    """Lists an unlimited number of files."""

    protocol_version = "HTTP/1.1"
    name = _LONG

    def do_GET(self) -> None:
        query = {key: value[0] for key, value in parse_qs(urlsplit(self.path).query).items()}
        first = int(query.get("after", "file-0").removeprefix("file-")) + 1
        numbers = range(first, first + int(query["limit"]))
        files = [self._file(number) for number in numbers]
        body = json.dumps({"object": "list", "data": files, "has_more": True}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _file(self, number: int) -> dict[str, object]:
        return {
            "id": f"file-{number}",
            "object": "file",
            "bytes": 1,
            "created_at": 1,
            "filename": f"{number}{self.name}",
            "purpose": "assistants",
            "status": "processed",
        }

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def files() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def most_memory(process: int) -> int:
    """Return the maximum memory of a process, in KiB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = [one for one in status.splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1])


def count_listed(running, limit):
    request = pb.ListResource.Request(
        type_name="openai_file", config=dynamic({"purpose": None, "order": None}), limit=limit
    )
    with running.channel() as channel:
        method = channel.unary_stream(
            "/tfplugin6.Provider/ListResource",
            request_serializer=pb.ListResource.Request.SerializeToString,
            response_deserializer=pb.ListResource.Event.FromString,
        )
        return sum(event.HasField("identity") for event in method(request, timeout=300))


def test_more_objects_need_no_more_memory(client):
    with files() as url, launched(client, command=REAL) as running:
        schema = running.call("GetProviderSchema", pb.GetProviderSchema.Request()).provider
        config = {one.name: None for one in schema.block.attributes}
        config |= {"base_url": url, "api_key": "sk-none"}
        running.call("ConfigureProvider", pb.ConfigureProvider.Request(config=dynamic(config)))
        assert count_listed(running, FEW) == FEW
        before = most_memory(running.process.pid)
        assert count_listed(running, MANY) == MANY
        assert most_memory(running.process.pid) - before < MOST_GROWTH
