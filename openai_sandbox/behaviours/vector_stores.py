"""Vector stores: their files, expiry and search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import files, vector_store_files
from openai_sandbox.calls import Answer, Call
from openai_sandbox.store import Record

COLLECTION = "/vector_stores"
_DAY = 24 * 3600
_CHUNK_CHARACTERS = 800


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
    refresh(creation, record)
    return record


def read(call: Call) -> Answer:
    """Read a vector store. Each read advances the processing of its files."""
    record = crud.load(call)
    vector_store_files.advance(call, record.id)
    refresh(call, record)
    return Answer(body=record.wire)


def read_all(call: Call) -> Answer:
    """List vector stores. Each list advances the processing of their files."""
    for record in call.store.all(COLLECTION):
        vector_store_files.advance(call, record.id)
        refresh(call, record)
    return crud.list_items(call)


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


def refresh(call: Call, record: Record) -> None:
    """Update the counts, the size and the status of a vector store from its files."""
    attached = call.store.all(f"{record.path}/files")
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
    """Search a vector store. Return chunks of the files, those with most words of the query first."""
    record = crud.load(call)
    query = call.body["query"]
    queries = [query] if isinstance(query, str) else list(query)
    words = {word.lower() for one in queries for word in one.split()}
    found = []
    for attached in call.store.all(f"{record.path}/files"):
        attributes = attached.wire.get("attributes") or {}
        if attached.wire["status"] != "completed" or not _matches(call.body, attributes):
            continue
        file = call.store.get(files.COLLECTION, attached.id)
        if file is None:
            continue
        text = files.content(call, attached.id).decode(errors="replace")
        pieces = [
            text[start : start + _CHUNK_CHARACTERS]
            for start in range(0, len(text), _CHUNK_CHARACTERS)
        ]
        found += [
            {
                "file_id": attached.id,
                "filename": file.wire["filename"],
                "score": _score(words, piece),
                "attributes": attributes,
                "content": [{"type": "text", "text": piece}],
            }
            for piece in pieces
        ]
    found.sort(key=lambda one: -float(one["score"]))
    return Answer(
        body={
            "object": "vector_store.search_results.page",
            "search_query": queries,
            "data": found[: call.body.get("max_num_results", 10)],
            "has_more": False,
            "next_page": None,
        }
    )


def _score(words: set[str], piece: str) -> float:
    text = piece.lower()
    return round(sum(word in text for word in words) / max(1, len(words)), 4)


def _matches(body: Mapping[str, Any], attributes: Mapping[str, Any]) -> bool:
    filters = body.get("filters")
    return filters is None or _passes(filters, attributes)


def _passes(condition: Mapping[str, Any], attributes: Mapping[str, Any]) -> bool:
    kind = condition["type"]
    if kind in {"and", "or"}:
        results = [_passes(one, attributes) for one in condition["filters"]]
        return all(results) if kind == "and" else any(results)
    value, wanted = attributes.get(condition["key"]), condition["value"]
    if kind == "eq":
        return bool(value == wanted)
    if kind == "ne":
        return bool(value != wanted)
    if kind in {"in", "nin"}:
        return bool((value in wanted) == (kind == "in"))
    try:
        compared: dict[str, bool] = {
            "gt": value > wanted,
            "gte": value >= wanted,
            "lt": value < wanted,
            "lte": value <= wanted,
        }
    except TypeError:  # a text compared with a number
        return False
    return compared[kind]


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
