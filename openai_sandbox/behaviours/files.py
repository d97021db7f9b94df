"""Files: multipart upload, content, expiry, and deletion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud, rendering
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record

COLLECTION = "/files"
LARGEST = 512 * 1024 * 1024
_BATCH_SECONDS = 30 * 24 * 3600
_READERS_OF_LINES = {"batch": "Batch", "fine-tune": "Fine-Tuning"}
_CHECKED = "fine-tune"
"""The purpose whose files the fault ``slow`` delays. Without that fault, every file is processed at once."""
_NOT_DOWNLOADABLE = {"assistants", "vision", "user_data"}


def create(call: Call) -> Answer:
    """Create a file from an upload."""
    upload = call.upload("file")
    if upload.size > LARGEST:
        raise invalid(
            f"File is too large: {upload.size} bytes. The largest allowed is {LARGEST} bytes.",
            "file",
            "file_too_large",
        )
    reader = _READERS_OF_LINES.get(call.body["purpose"])
    if reader and not upload.filename.endswith(".jsonl"):
        raise invalid(f"Invalid file format for {reader} API. Must be .jsonl")
    facts = known(call, filename=upload.filename, size=upload.size)
    slow = call.faults.number("slow") and call.body["purpose"] == _CHECKED
    record = (
        crud.create(call, {**facts, "status": "uploaded"}, extra=started(call))
        if slow
        else crud.create(call, facts)
    )
    call.store.write_blob(record.id, [upload.stream])
    return Answer(body=record.wire)


def text_blob(identifier: str) -> str:
    """Return the name under which the store keeps the text of a file, if it was extracted."""
    return f"{identifier}/text"


def read(call: Call) -> Answer:
    """Read a file. Each read advances its processing."""
    record = crud.load(call)
    if record.wire["status"] == "uploaded" and tick(call, record):
        crud.change(call, record, {"status": "processed"})
    return Answer(body=record.wire, headers=POLL_HEADER)


def known(call: Call, *, filename: str, size: int) -> dict[str, Any]:
    """Return the fields of a new file."""
    purpose = str(call.body.get("purpose", ""))
    facts: dict[str, Any] = {
        "filename": filename,
        "bytes": size,
        "status": "processed",
        "purpose": purpose,
    }
    expires_after: Mapping[str, Any] | None = call.body.get("expires_after")
    if expires_after:
        facts["expires_at"] = call.now + int(expires_after["seconds"])
    elif purpose == "batch":
        facts["expires_at"] = call.now + _BATCH_SECONDS
    return facts


def make(call: Call, *, filename: str, purpose: str, content: bytes) -> Record:
    """Create a file with the results of a job."""
    import io

    creation = call.to("POST /files", path=COLLECTION, params={}, body={"purpose": purpose})
    record = crud.create(creation, known(creation, filename=filename, size=len(content)))
    call.store.write_blob(record.id, [io.BytesIO(content)])
    return record


def read_content(call: Call) -> Answer:
    """Return the content of a file. Files of some purposes cannot be downloaded."""
    record = crud.load(call)
    if record.wire["purpose"] in _NOT_DOWNLOADABLE:
        raise invalid(f"Not allowed to download files of purpose: {record.wire['purpose']}")
    return Answer(content=call.store.read_blob(record.id), media_type="application/octet-stream")


def content(call: Call, identifier: str) -> bytes:
    """Return the bytes of a file, for other parts of the API."""
    return b"".join(call.store.read_blob(identifier))


def delete(call: Call) -> Answer:
    """Delete a file, also from all vector stores."""
    record = crud.load(call)
    for one in call.store.everywhere(record.id):
        call.store.delete(one.collection, one.id)
    call.store.delete_blob(record.id)
    call.store.delete_blob(text_blob(record.id))
    return Answer(body=rendering.deleted(call, record))


HANDLERS = {
    "POST /files": create,
    "GET /files/{file_id}": read,
    "DELETE /files/{file_id}": delete,
    "GET /files/{file_id}/content": read_content,
}
