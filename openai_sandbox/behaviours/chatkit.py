"""ChatKit: sessions that expire and can be cancelled, and threads.

The API has no request that creates a thread. Each new session therefore creates a thread with a message of the user and
an answer.
"""

from __future__ import annotations

from typing import Any

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

SESSIONS = "/chatkit/sessions"
THREADS = "/chatkit/threads"
_LIFETIME = 600
_REQUESTS = 10


def create(call: Call) -> Answer:
    """Create a session."""
    given = call.body
    limit = (given.get("rate_limits") or {}).get("max_requests_per_1_minute", _REQUESTS)
    chosen = given.get("chatkit_configuration") or {}
    workflow = given["workflow"]
    known: dict[str, Any] = {
        "object": "chatkit.session",
        "status": "active",
        "client_secret": new_id("ek_"),
        "expires_at": call.now + (given.get("expires_after") or {}).get("seconds", _LIFETIME),
        "rate_limits": {"max_requests_per_1_minute": limit},
        "max_requests_per_1_minute": limit,
        "workflow": {
            "version": None,
            "state_variables": None,
            **workflow,
            "tracing": workflow.get("tracing") or {"enabled": True},
        },
        "chatkit_configuration": {
            "automatic_thread_titling": {"enabled": True}
            | (chosen.get("automatic_thread_titling") or {}),
            "file_upload": {"enabled": False, "max_file_size": 512, "max_files": 10}
            | (chosen.get("file_upload") or {}),
            "history": {"enabled": True, "recent_threads": None} | (chosen.get("history") or {}),
        },
    }
    record = crud.create(call, known, identifier=new_id("cksess_"), collection=SESSIONS)
    _create_thread(call, given["user"])
    return Answer(body=record.wire)


def cancel(call: Call) -> Answer:
    """Cancel a session."""
    record = crud.load(call)
    crud.change(call, record, {"status": "cancelled"})
    return Answer(body=record.wire)


def read_threads(call: Call) -> Answer:
    """List threads. ``user`` filters them."""
    wanted = call.query.get("user")
    return crud.list_items(call, lambda one: wanted in {None, one.wire["user"]})


def _create_thread(call: Call, user: str) -> None:
    identifier = new_id("cthr_")
    facts = {
        "object": "chatkit.thread",
        "title": "Hello",
        "status": {"type": "active"},
        "user": user,
    }
    _insert(call, f"GET {THREADS}/{{thread_id}}", THREADS, identifier, facts)
    question = {"text": "Hello!", "type": "input_text"}
    answer = {"text": "How can I help you?", "type": "output_text", "annotations": []}
    items: list[dict[str, Any]] = [
        {
            "type": "chatkit.user_message",
            "content": [question],
            "attachments": [],
            "inference_options": None,
        },
        {"type": "chatkit.assistant_message", "content": [answer]},
    ]
    for item in items:
        _insert(
            call,
            f"GET {THREADS}/{{thread_id}}/items",
            f"{THREADS}/{identifier}/items",
            new_id("cthi_"),
            {"object": "chatkit.thread_item", "thread_id": identifier, **item},
        )


def _insert(
    call: Call, read_by: str, collection: str, identifier: str, facts: dict[str, Any]
) -> None:
    operation = call.operations.get(read_by)
    if operation is None:
        return  # an older document without this operation
    is_list = operation.kind == "collection"
    schema = operation.answer["properties"]["data"]["items"] if is_list else operation.answer
    call.store.insert(
        Record(
            collection=collection,
            id=identifier,
            shape=f"items of {operation.shape}" if is_list else operation.shape,
            wire=build(schema, {"created_at": call.now, **facts, "id": identifier}),
            extra={"request": facts},
        )
    )


HANDLERS = {
    "POST /chatkit/sessions": create,
    "POST /chatkit/sessions/{session_id}/cancel": cancel,
    "GET /chatkit/threads": read_threads,
}
