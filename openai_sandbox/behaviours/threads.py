"""Threads and their messages. The API returns text as content parts. A thread can create vector stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours.assistants import with_stores
from openai_sandbox.calls import Answer, Call
from openai_sandbox.store import Record

COLLECTION = "/threads"
_MESSAGES = "POST /threads/{thread_id}/messages"


def create(call: Call) -> Answer:
    """Create a thread with the messages of the request."""
    return Answer(body=make(call, call.body).wire)


def make(call: Call, body: Mapping[str, Any]) -> Record:
    """Create a thread. A run can create one, too."""
    creation = call.to("POST /threads", path=COLLECTION, params={}, body=dict(body))
    thread = crud.create(
        creation,
        {
            "tool_resources": with_stores(call, body.get("tool_resources")),
            "metadata": body.get("metadata") or {},
        },
    )
    for message in body.get("messages") or ():
        add_message(call, thread.id, message)
    return thread


def update(call: Call) -> Answer:
    """Update a thread."""
    thread = crud.load(call)
    changes = dict(call.body)
    if "tool_resources" in changes:
        changes["tool_resources"] = with_stores(call, changes["tool_resources"])
    if "metadata" in changes:
        changes["metadata"] = changes["metadata"] or {}
    crud.change(call, thread, changes)
    return Answer(body=thread.wire)


def create_message(call: Call) -> Answer:
    """Create a message."""
    crud.require_parents(call)
    return Answer(body=add_message(call, call.params["thread_id"], call.body).wire)


def add_message(
    call: Call, thread_id: str, body: Mapping[str, Any], known: Mapping[str, Any] | None = None
) -> Record:
    """Create a message of a user or of a run."""
    creation = call.to(
        _MESSAGES,
        path=f"{COLLECTION}/{thread_id}/messages",
        params={"thread_id": thread_id},
        body=dict(body),
    )
    facts = {
        "status": "completed",
        "content": _parts(body["content"]),
        "attachments": body.get("attachments") or [],
        "metadata": body.get("metadata") or {},
        "completed_at": call.now,
        **(known or {}),
    }
    return crud.create(creation, facts)


def _parts(content: Any) -> list[dict[str, Any]]:
    parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
    return [
        {"type": "text", "text": {"value": part["text"], "annotations": []}}
        if part["type"] == "text" and isinstance(part["text"], str)
        else part
        for part in parts
    ]


def update_message(call: Call) -> Answer:
    """Update a message. The metadata is replaced as a whole."""
    crud.require_parents(call)
    message = crud.load(call)
    if "metadata" in call.body:
        crud.change(call, message, {"metadata": call.body["metadata"] or {}})
    return Answer(body=message.wire)


HANDLERS = {
    "POST /threads": create,
    "POST /threads/{thread_id}": update,
    _MESSAGES: create_message,
    "POST /threads/{thread_id}/messages/{message_id}": update_message,
}
