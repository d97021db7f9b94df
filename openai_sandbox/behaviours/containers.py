"""Containers and their files: defaults, secrets that the API does not return, paths and content."""

from __future__ import annotations

import io
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import files
from openai_sandbox.calls import Answer, Call, Upload
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record

_FILE = "POST /containers/{container_id}/files"


def create(call: Call) -> Answer:
    """Create a container with copies of the files that the request names."""
    sources = [_source(call, one) for one in call.body.get("file_ids") or ()]
    policy = call.body.get("network_policy") or {"type": "disabled"}
    known: dict[str, Any] = {
        "object": "container",
        "status": "running",
        "expires_after": call.body.get("expires_after")
        or {"anchor": "last_active_at", "minutes": 20},
        "memory_limit": call.body.get("memory_limit") or "1g",
        "network_policy": {key: value for key, value in policy.items() if key != "domain_secrets"},
    }
    record = crud.create(call, known)
    for source in sources:
        _add(call, record.id, source.wire["filename"], files.content(call, source.id))
    return Answer(body=record.wire)


def read_all(call: Call) -> Answer:
    """List containers. ``name`` filters them."""
    wanted = call.query.get("name")
    return crud.list_items(call, lambda one: wanted in {None, one.wire["name"]})


def create_file(call: Call) -> Answer:
    """Create a file from the upload in the request, or as a copy of a file."""
    crud.require_parents(call)
    given, identifier = call.body.get("file"), call.body.get("file_id")
    if isinstance(given, Upload):
        content = given.stream.read()
        name = given.filename
    elif identifier:
        source = _source(call, identifier)
        name, content = source.wire["filename"], files.content(call, source.id)
    else:
        raise invalid("One of 'file' or 'file_id' must be provided.", "file")
    return Answer(body=_add(call, call.params["container_id"], name, content).wire)


def _source(call: Call, identifier: str) -> Record:
    source = crud.find(call, files.COLLECTION, identifier)
    if source is None:
        raise crud.missing(f"{files.COLLECTION}/{identifier}")
    return source


def _add(call: Call, container: str, name: str, content: bytes) -> Record:
    creation = call.to(
        _FILE,
        path=f"/containers/{container}/files",
        params={"container_id": container},
        body={},
    )
    record = crud.create(
        creation,
        {
            "object": "container.file",
            "bytes": len(content),
            "path": f"/mnt/data/{name}",
            "source": "user",
        },
    )
    call.store.write_blob(record.id, [io.BytesIO(content)])
    return record


def read_content(call: Call) -> Answer:
    """Return the content of a file."""
    crud.require_parents(call)
    record = crud.load(call)
    return Answer(content=call.store.read_blob(record.id), media_type="application/octet-stream")


HANDLERS = {
    "POST /containers": create,
    "GET /containers": read_all,
    _FILE: create_file,
    "GET /containers/{container_id}/files/{file_id}/content": read_content,
}
