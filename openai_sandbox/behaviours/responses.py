"""Responses and conversations: deterministic answers, items with ids, stored unless told not to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import chat, models
from openai_sandbox.exchange import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record

COLLECTION = "/responses"
_PREFIXES = {"message": "msg_", "function_call": "fc_", "function_call_output": "fco_"}


def create(call: Call) -> Answer:
    """Answer a question."""
    body = {name: value for name, value in call.body.items() if value is not None}
    if "model" in body:
        models.require(call, body["model"])
    given = body.get("input", "")
    messages = [{"role": "user", "content": given}] if isinstance(given, str) else given
    form: dict[str, Any] = (body.get("text") or {}).get("format") or {"type": "text"}
    text = chat.text_for([one for one in messages if "content" in one])
    if form["type"] == "json_schema":
        text = chat.json_for(form.get("schema"))
    message = {
        "id": new_id("msg_"),
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}],
    }
    prompt, answered = chat.count_tokens(str(given)), chat.count_tokens(text)
    known = {
        "model": body.get("model", "gpt-4.1"),
        "status": "completed",
        "completed_at": call.now,
        "output": [message],
        "tools": body.get("tools", []),
        "tool_choice": body.get("tool_choice", "auto"),
        "temperature": body.get("temperature", 1),
        "top_p": body.get("top_p", 1),
        "metadata": body.get("metadata", {}),
        "usage": {
            "input_tokens": prompt,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": answered,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": prompt + answered,
        },
    }
    record = crud.create(call, known)
    if body.get("store") is False:
        call.store.delete(COLLECTION, record.id)
    else:
        _keep_items(call, f"{record.path}/input_items", messages)
    return Answer(body=record.wire)


def create_conversation(call: Call) -> Answer:
    """Answer a new conversation, with the items named in it."""
    record = crud.create(call, {"metadata": call.body.get("metadata") or {}})
    _keep_items(call, f"{record.path}/items", call.body.get("items") or ())
    return Answer(body=record.wire)


def update_conversation(call: Call) -> Answer:
    """Answer an update: the metadata is replaced whole."""
    record = crud.load(call)
    crud.change(call, record, {"metadata": call.body.get("metadata") or {}})
    return Answer(body=record.wire)


def create_items(call: Call) -> Answer:
    """Answer new items of a conversation."""
    from openai_sandbox import paging

    crud.require_parents(call)
    records = _keep_items(call, call.path, call.body["items"])
    return Answer(body=paging.envelope(call.operation.answer, records, has_more=False))


def _keep_items(call: Call, collection: str, items: Any) -> list[Record]:
    return [_keep_item(call, collection, one) for one in items]


def _keep_item(call: Call, collection: str, item: Mapping[str, Any]) -> Record:
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
    "POST /responses": create,
    "POST /conversations": create_conversation,
    "POST /conversations/{conversation_id}": update_conversation,
    "POST /conversations/{conversation_id}/items": create_items,
}
