"""Uploads: files in parts. The completion of an upload sets the order of the parts."""

from __future__ import annotations

import hashlib

from openai_sandbox import crud
from openai_sandbox.behaviours import files
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.store import Record

_SECONDS = 3600
_MAX_BYTES = 8 * 1024**3
_MAX_PART_BYTES = 64 * 1024 * 1024


def create(call: Call) -> Answer:
    """Create an upload."""
    if call.body["bytes"] > _MAX_BYTES:
        raise invalid(f"The largest upload is {_MAX_BYTES} bytes.", "bytes")
    known = {"object": "upload", "status": "pending", "expires_at": call.now + _SECONDS}
    return Answer(body=crud.create(call, known).wire)


def add_part(call: Call) -> Answer:
    """Add a part to an upload."""
    upload = _pending(call)
    data = call.upload("data")
    if data.size > _MAX_PART_BYTES:
        raise invalid(f"The largest part is {_MAX_PART_BYTES} bytes.", "data")
    part = crud.create(
        call,
        {"upload_id": upload.id},
        extra={"bytes": data.size},
        collection=f"{upload.path}/parts",
    )
    call.store.write_blob(part.id, [data.stream])
    return Answer(body=part.wire)


def complete(call: Call) -> Answer:
    """Complete an upload. Create a file from the parts in the order of the request."""
    upload = _pending(call)
    parts = [_part(call, upload, one) for one in call.body["part_ids"]]
    total = sum(int(part.extra["bytes"]) for part in parts)
    if total != upload.wire["bytes"]:
        raise invalid(
            f"Expected {upload.wire['bytes']} bytes in all parts, but got {total}.", "part_ids"
        )
    _check_digest(call, parts)
    requested = upload.extra["request"]
    creation = call.to("POST /files", path=files.COLLECTION, params={}, body=requested)
    file = crud.create(
        creation, files.known(creation, filename=upload.wire["filename"], size=total)
    )
    call.store.move_blobs([part.id for part in parts], file.id)
    crud.change(call, upload, {"status": "completed", "file": file.wire})
    return Answer(body=upload.wire)


def _check_digest(call: Call, parts: list[Record]) -> None:
    if not call.body.get("md5"):
        return
    digest = hashlib.md5(usedforsecurity=False)
    for part in parts:
        for piece in call.store.read_blob(part.id):
            digest.update(piece)
    if digest.hexdigest() != call.body["md5"]:
        raise invalid("The md5 checksum does not match the data uploaded.", "md5")


def cancel(call: Call) -> Answer:
    """Cancel an upload and delete its parts."""
    upload = _pending(call)
    for part in call.store.all(f"{upload.path}/parts"):
        call.store.delete_blob(part.id)
    crud.change(call, upload, {"status": "cancelled"})
    return Answer(body=upload.wire)


def _pending(call: Call) -> Record:
    upload = crud.load(call)
    if upload.wire["expires_at"] <= call.now and upload.wire["status"] == "pending":
        crud.change(call, upload, {"status": "expired"})
    if upload.wire["status"] != "pending":
        raise invalid(f"Upload {upload.id} is {upload.wire['status']}, not pending.")
    return upload


def _part(call: Call, upload: Record, identifier: str) -> Record:
    part = call.store.get(f"{upload.path}/parts", identifier)
    if part is None:
        raise ApiError(404, f"No part found with id '{identifier}'.", param="part_ids")
    return part


HANDLERS = {
    "POST /uploads": create,
    "POST /uploads/{upload_id}/parts": add_part,
    "POST /uploads/{upload_id}/complete": complete,
    "POST /uploads/{upload_id}/cancel": cancel,
}
