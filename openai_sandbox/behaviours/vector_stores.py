"""Vector stores: their files, expiry and search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import files, vector_store_files, vector_store_search
from openai_sandbox.calls import Answer, Call
from openai_sandbox.store import Record

COLLECTION = "/vector_stores"
_DAY = 24 * 3600
_RESULTS = 10


def create(call: Call) -> Answer:
    """Create a vector store with the files of the request."""
    return Answer(body=make(call, call.body).wire)


def make(call: Call, body: Mapping[str, Any]) -> Record:
    """Create a vector store. Assistants and threads can create one, too."""
    creation = call.to("POST /vector_stores", path=COLLECTION, params={}, body=dict(body))
    for identifier in body.get("file_ids", ()):
        if crud.find(call, files.COLLECTION, identifier) is None:
            raise crud.missing(f"{files.COLLECTION}/{identifier}")
    record = crud.create(
        creation,
        {
            "name": body.get("name") or "",
            "metadata": body.get("metadata") or {},
            "status": "completed",
            **_expiry(body.get("expires_after"), call.now),
        },
    )
    for identifier in body.get("file_ids", ()):
        vector_store_files.attach(creation, record.id, identifier, body)
    _refresh(creation, record, call.store.all(f"{record.path}/files"))
    return record


def read(call: Call) -> Answer:
    """Read a vector store. Each read advances the processing of its files."""
    record = crud.load(call)
    _step(call, record)
    return Answer(body=record.wire)


def read_all(call: Call) -> Answer:
    """List vector stores. Each list advances the processing of the files of these vector stores."""
    return crud.list_items(call, step=_step)


def _step(call: Call, record: Record) -> None:
    _refresh(call, record, vector_store_files.advance(call, record.id))


def update(call: Call) -> Answer:
    """Update a vector store. null clears the expiry."""
    record = crud.load(call)
    changes = dict(call.body)
    if "expires_after" in changes:
        changes |= _expiry(changes["expires_after"], record.wire["last_active_at"])
    if changes.get("metadata", {}) is None:
        changes["metadata"] = {}
    if changes.get("name", "") is None:
        changes["name"] = ""
    crud.change(call, record, changes)
    return Answer(body=record.wire)


def _refresh(call: Call, record: Record, attached: Sequence[Record]) -> None:
    """Update the counts, the size and the status of a vector store from its files."""
    counts = count(attached)
    status = "in_progress" if counts["in_progress"] else "completed"
    expires_at = record.wire.get("expires_at")
    if expires_at is not None and expires_at <= call.now:
        status = "expired"
    changed = {
        "file_counts": counts,
        "status": status,
        "usage_bytes": sum(one.wire["usage_bytes"] for one in attached),
    }
    if any(record.wire.get(name) != value for name, value in changed.items()):
        record.wire.update(changed)
        call.store.save(record)


def count(attached: Iterable[Record]) -> dict[str, int]:
    """Return the number of files by status."""
    counts: dict[str, int] = dict.fromkeys(
        ("in_progress", "completed", "failed", "cancelled", "total"), 0
    )
    for one in attached:
        counts[one.wire["status"]] += 1
        counts["total"] += 1
    return counts


def search(call: Call) -> Answer:
    """Search a vector store. Return the best chunks of its files."""
    record = crud.load(call)
    query = call.body["query"]
    queries = [query] if isinstance(query, str) else list(query)
    found = vector_store_search.search(call, [record.id], queries, call.body, _RESULTS)
    return Answer(
        body={
            "object": "vector_store.search_results.page",
            "search_query": queries,
            "data": [
                {
                    "file_id": one.file_id,
                    "filename": one.filename,
                    "score": one.score,
                    "attributes": one.attributes,
                    "content": [{"type": "text", "text": one.text}],
                }
                for one in found
            ],
            "has_more": False,
            "next_page": None,
        }
    )


def _expiry(expires_after: Mapping[str, Any] | None, since: int) -> dict[str, Any]:
    if not expires_after:
        return {"expires_after": None, "expires_at": None}
    return {"expires_after": expires_after, "expires_at": since + expires_after["days"] * _DAY}


HANDLERS = {
    "POST /vector_stores": create,
    "GET /vector_stores": read_all,
    "GET /vector_stores/{vector_store_id}": read,
    "POST /vector_stores/{vector_store_id}": update,
    "POST /vector_stores/{vector_store_id}/search": search,
}
