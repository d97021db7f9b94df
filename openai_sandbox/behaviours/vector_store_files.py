"""Files in vector stores, single and in batches. After some reads, a file is processed or has failed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import documents, files
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.file_texts import FileTextError
from openai_sandbox.store import Record

_ATTACH = "POST /vector_stores/{vector_store_id}/files"
_STATIC = {
    "type": "static",
    "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
}
# The types of files that the API supports. Other files fail with `unsupported_file`.
_SUPPORTED = {
    "", ".c", ".cpp", ".cs", ".css", ".csv", ".doc", ".docx", ".go", ".html", ".java", ".js",
    ".json", ".jsonl", ".md", ".pdf", ".php", ".pptx", ".py", ".rb", ".sh", ".tex", ".ts", ".txt",
    ".yaml", ".yml",
}  # fmt: skip


def create(call: Call) -> Answer:
    """Attach a file to a vector store."""
    crud.require_parents(call)
    record = attach(call, call.params["vector_store_id"], call.body["file_id"], call.body)
    return Answer(body=record.wire, headers=POLL_HEADER)


def attach(
    call: Call,
    store_id: str,
    file_id: str,
    options: Mapping[str, Any],
    extra: Mapping[str, Any] | None = None,
) -> Record:
    """Attach a file to a vector store. Its processing starts."""
    file = crud.find(call, files.COLLECTION, file_id)
    if file is None:
        raise ApiError(404, f"No file found with id '{file_id}'.", param="file_id")
    strategy = options.get("chunking_strategy") or {"type": "auto"}
    _check(strategy)
    collection = f"/vector_stores/{store_id}/files"
    creation = call.to(_ATTACH, path=collection, params={"vector_store_id": store_id}, body={})
    return crud.create(
        creation,
        {
            "status": "in_progress",
            "usage_bytes": 0,
            "last_error": None,
            "chunking_strategy": _STATIC if strategy["type"] == "auto" else strategy,
            "attributes": options.get("attributes") or {},
        },
        identifier=file_id,
        extra={**started(call), **(extra or {})},
    )


def _check(strategy: Mapping[str, Any]) -> None:
    static = strategy.get("static")
    if static and static["chunk_overlap_tokens"] > static["max_chunk_size_tokens"] / 2:
        raise invalid(
            "Invalid 'chunking_strategy.static.chunk_overlap_tokens': it must not exceed half of "
            "max_chunk_size_tokens.",
            "chunking_strategy.static.chunk_overlap_tokens",
        )


def advance(call: Call, store_id: str) -> list[Record]:
    """Advance the processing of all files of a vector store, and return the files."""
    attached = call.store.all(f"/vector_stores/{store_id}/files")
    for record in attached:
        _step(call, record)
    return attached


def _step(call: Call, record: Record) -> None:
    if record.wire["status"] != "in_progress" or not tick(call, record):
        return
    file = call.store.get(files.COLLECTION, record.id)
    name = file.wire["filename"] if file else ""
    if PurePosixPath(name).suffix.lower() not in _SUPPORTED:
        _fail(record, "unsupported_file", "The file type is not supported.")
    elif not file or not file.wire["bytes"]:
        _fail(record, "invalid_file", "The file could not be parsed because it is empty.")
    else:
        try:
            documents.text(call, file)
        except FileTextError as error:
            _fail(record, error.code, error.message)
        else:
            record.wire.update({"status": "completed", "usage_bytes": file.wire["bytes"]})
    call.store.save(record)


def _fail(record: Record, code: str, message: str) -> None:
    record.wire.update({"status": "failed", "last_error": {"code": code, "message": message}})


def read(call: Call) -> Answer:
    """Read a file. Each read advances its processing."""
    crud.require_parents(call)
    record = crud.load(call)
    _step(call, record)
    return Answer(body=record.wire, headers=POLL_HEADER)


def read_all(call: Call) -> Answer:
    """List files. ``filter`` is a status. Each list advances the processing of the files that it reads."""
    crud.require_parents(call)
    wanted = call.query.get("filter")
    return crud.list_items(call, lambda one: wanted in {None, one.wire["status"]}, step=_step)


def update(call: Call) -> Answer:
    """Update a file. The attributes are replaced as a whole."""
    crud.require_parents(call)
    record = crud.load(call)
    crud.change(call, record, {"attributes": call.body["attributes"] or {}})
    return Answer(body=record.wire)


def read_content(call: Call) -> Answer:
    """Return the extracted text of a file."""
    crud.require_parents(call)
    record = crud.load(call)
    file = call.store.get(files.COLLECTION, record.id)
    if file is None:
        raise crud.missing(f"{files.COLLECTION}/{record.id}")
    try:
        text = documents.text(call, file)
    except FileTextError as error:
        raise invalid(error.message, "file_id") from error
    return Answer(
        body={
            "object": "vector_store.file_content.page",
            "data": [{"type": "text", "text": text}],
            "has_more": False,
            "next_page": None,
        }
    )


def create_batch(call: Call) -> Answer:
    """Create a batch. Its files are attached with the options of the batch, or each with its own options."""
    crud.require_parents(call)
    named = [{"file_id": one} for one in call.body.get("file_ids", ())]
    named += call.body.get("files", ())
    if not named:
        raise invalid("One of 'file_ids' or 'files' must be provided.", "file_ids")
    if call.body.get("file_ids") and call.body.get("files"):
        raise invalid("Only one of 'file_ids' and 'files' may be provided.", "files")
    batch = crud.create(call, {"status": "in_progress"})
    for one in named:
        attach(
            call,
            call.params["vector_store_id"],
            str(one["file_id"]),
            {**call.body, **one},
            {"batch": batch.id},
        )
    _count(call, batch)
    return Answer(body=batch.wire, headers=POLL_HEADER)


def read_batch(call: Call) -> Answer:
    """Read a batch. Each read advances the processing of its files."""
    crud.require_parents(call)
    batch = crud.load(call)
    for record in _of_batch(call, batch):
        _step(call, record)
    _count(call, batch)
    return Answer(body=batch.wire, headers=POLL_HEADER)


def cancel_batch(call: Call) -> Answer:
    """Cancel a batch. Files that are not processed yet are cancelled."""
    crud.require_parents(call)
    batch = crud.load(call)
    for record in _of_batch(call, batch):
        if record.wire["status"] == "in_progress":
            record.wire["status"] = "cancelled"
            call.store.save(record)
    _count(call, batch)
    return Answer(body=batch.wire)


def read_batch_files(call: Call) -> Answer:
    """List the files of a batch."""
    crud.require_parents(call)
    wanted = call.query.get("filter")
    batch = call.params["batch_id"]
    return crud.list_records(
        call,
        f"/vector_stores/{call.params['vector_store_id']}/files",
        lambda one: one.extra.get("batch") == batch and wanted in {None, one.wire["status"]},
    )


def _of_batch(call: Call, batch: Record) -> list[Record]:
    attached = call.store.all(f"/vector_stores/{call.params['vector_store_id']}/files")
    return [one for one in attached if one.extra.get("batch") == batch.id]


def _count(call: Call, batch: Record) -> None:
    counts = dict.fromkeys(("in_progress", "completed", "failed", "cancelled", "total"), 0)
    for one in _of_batch(call, batch):
        counts[one.wire["status"]] += 1
        counts["total"] += 1
    status = "completed"
    if counts["in_progress"]:
        status = "in_progress"
    elif counts["cancelled"]:
        status = "cancelled"
    batch.wire.update({"file_counts": counts, "status": status})
    call.store.save(batch)


_STORE = "/vector_stores/{vector_store_id}"

HANDLERS = {
    _ATTACH: create,
    f"GET {_STORE}/files": read_all,
    f"GET {_STORE}/files/{{file_id}}": read,
    f"POST {_STORE}/files/{{file_id}}": update,
    f"GET {_STORE}/files/{{file_id}}/content": read_content,
    f"POST {_STORE}/file_batches": create_batch,
    f"GET {_STORE}/file_batches/{{batch_id}}": read_batch,
    f"POST {_STORE}/file_batches/{{batch_id}}/cancel": cancel_batch,
    f"GET {_STORE}/file_batches/{{batch_id}}/files": read_batch_files,
}
