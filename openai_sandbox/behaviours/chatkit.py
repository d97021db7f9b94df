"""ChatKit: sessions that expire and can be cancelled, and threads.

Nobody chats with a sandbox, and the API creates no threads otherwise: so each new session comes with a thread, as if its
user had said hello and been answered.
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
    """Answer a session."""
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
    _converse(call, given["user"])
    return Answer(body=record.wire)


def cancel(call: Call) -> Answer:
    """Answer the end of a session."""
    record = crud.load(call)
    crud.change(call, record, {"status": "cancelled"})
    return Answer(body=record.wire)


def read_threads(call: Call) -> Answer:
    """Answer a list; ``user`` filters."""
    wanted = call.query.get("user")
    return crud.list_items(call, lambda one: wanted in {None, one.wire["user"]})


def _converse(call: Call, user: str) -> None:
    identifier = new_id("cthr_")
    facts = {
        "object": "chatkit.thread",
        "title": "Hello",
        "status": {"type": "active"},
        "user": user,
    }
    _keep(call, f"GET {THREADS}/{{thread_id}}", THREADS, identifier, facts)
    said = {"text": "Hello!", "type": "input_text"}
    answered = {"text": "How can I help you?", "type": "output_text", "annotations": []}
    items: list[dict[str, Any]] = [
        {
            "type": "chatkit.user_message",
            "content": [said],
            "attachments": [],
            "inference_options": None,
        },
        {"type": "chatkit.assistant_message", "content": [answered]},
    ]
    for item in items:
        _keep(
            call,
            f"GET {THREADS}/{{thread_id}}/items",
            f"{THREADS}/{identifier}/items",
            new_id("cthi_"),
            {"object": "chatkit.thread_item", "thread_id": identifier, **item},
        )


def _keep(
    call: Call, shown_by: str, collection: str, identifier: str, facts: dict[str, Any]
) -> None:
    operation = call.operations.get(shown_by)
    if operation is None:
        return  # an older document
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
