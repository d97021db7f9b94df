"""Conversations and their items. Responses store their items with the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openai_sandbox import crud, paging
from openai_sandbox.calls import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record

COLLECTION = "/conversations"
_PREFIXES = {"message": "msg_", "function_call": "fc_", "function_call_output": "fco_"}


def create(call: Call) -> Answer:
    """Create a conversation with the items of the request."""
    record = crud.create(call, {"metadata": call.body.get("metadata") or {}})
    add_items(call, f"{record.path}/items", call.body.get("items") or ())
    return Answer(body=record.wire)


def update(call: Call) -> Answer:
    """Update a conversation. The metadata is replaced as a whole."""
    record = crud.load(call)
    crud.change(call, record, {"metadata": call.body.get("metadata") or {}})
    return Answer(body=record.wire)


def create_items(call: Call) -> Answer:
    """Create items in a conversation."""
    crud.require_parents(call)
    records = add_items(call, call.path, call.body["items"])
    return Answer(body=paging.envelope(call.operation.answer, records, has_more=False))


def add_items(call: Call, collection: str, items: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Store items. Each item without an id gets one."""
    return [_add_item(call, collection, one) for one in items]


def items_in(call: Call, collection: str) -> list[dict[str, Any]]:
    """Return the items of a collection, oldest first."""
    return [record.wire for record in call.store.ordered(collection, ascending=True)]


def _add_item(call: Call, collection: str, item: Mapping[str, Any]) -> Record:
    kind = item.get("type", "message")
    wire = {
        "id": item.get("id") or new_id(_PREFIXES.get(kind, f"{kind}_")),
        "type": kind,
        "status": "completed",
        **item,
    }
    if kind == "message":
        wire["content"] = _parts(item)
    return call.store.insert(
        Record(collection=collection, id=wire["id"], shape="item as sent", wire=wire)
    )


def _parts(item: Mapping[str, Any]) -> Any:
    content = item.get("content", "")
    if not isinstance(content, str):
        return content
    if item.get("role") == "assistant":
        return [{"type": "output_text", "text": content, "annotations": [], "logprobs": []}]
    return [{"type": "input_text", "text": content}]


HANDLERS = {
    "POST /conversations": create,
    "POST /conversations/{conversation_id}": update,
    "POST /conversations/{conversation_id}/items": create_items,
}
