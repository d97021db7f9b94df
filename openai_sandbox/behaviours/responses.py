"""Responses with deterministic output. They are stored unless ``store`` is false. Reads advance background responses."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import chat, conversations, documents, model_output, models, streams
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.dialogs import Reply
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.ids import new_id
from openai_sandbox.scripted_answers import Scripted
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

COLLECTION = "/responses"
_RUNNING = ("queued", "in_progress")
_CONTEXT = ("input", "previous_response_id", "prompt", "conversation")


def create(call: Call) -> Answer:
    """Create a response. A background response is queued."""
    record, scripted = _create(call)
    if call.body.get("stream"):
        return chat.paced(_streamed(call, record), scripted)
    background = record.wire.get("background") is True
    answer = Answer(body=record.wire, headers=POLL_HEADER if background else {})
    return chat.paced(answer, scripted)


def create_streamed(call: Call) -> Reply:
    """Create a response, and return its events."""
    record, scripted = _create(call)
    return Reply(
        events=list(streams.response_events(record.wire)),
        delay=scripted.delay if scripted else 0,
        pace=scripted.pace if scripted else 0,
    )


def _create(call: Call) -> tuple[Record, Scripted | None]:
    """Return a new response, and the scripted answer that it contains."""
    body = {name: value for name, value in call.body.items() if value is not None}
    _check(call, body)
    context = _context(call, body)
    _check_form(body, context)
    read_context = documents.with_texts(call, context)
    scripted = call.answers.answer_to(model_output.prompt_of(body, read_context))
    work = model_output.answer_to(call, body, read_context, scripted)
    background = body.get("background") is True
    known = {
        "background": background,
        "conversation": {"id": _conversation(body)} if "conversation" in body else None,
        "metadata": body.get("metadata", {}),
        "model": body["model"],
        "tools": body.get("tools", []),
        "tool_choice": body.get("tool_choice", "auto"),
        "temperature": body.get("temperature", 1),
        "top_p": body.get("top_p", 1),
        **({"status": "queued", "output": [], "usage": None} if background else work),
        **({"completed_at": call.now} if work["status"] == "completed" and not background else {}),
    }
    # The answer contains these fields in another form than the request, or not at all.
    for name in ("moderation", "image", "access_programs", "prompt_cache_options"):
        known[name] = work.get(name)
    record = crud.create(call, known, extra={"work": work, **started(call)})
    conversations.add_items(call, f"{record.path}/input_items", _input_items(body))
    if not background:
        _add_to_conversation(call, record)
    if body.get("store") is False:
        call.store.delete(COLLECTION, record.id)
    return record, scripted


def read(call: Call) -> Answer:
    """Read a response. Each read advances a background response."""
    record = crud.load(call)
    status = record.wire["status"]
    if call.query.get("stream") is True:
        return _streamed(call, record, after=call.query.get("starting_after", -1))
    if status == "queued":
        crud.change(call, record, {"status": "in_progress"})
    elif status == "in_progress" and tick(call, record):
        _finish(call, record)
    return Answer(body=record.wire, headers=POLL_HEADER)


def _finish(call: Call, record: Record) -> None:
    crud.change(call, record, {**record.extra["work"], "completed_at": call.now})
    _add_to_conversation(call, record)


def _streamed(call: Call, record: Record, *, after: int = -1) -> Answer:
    """Return the events until the end. A running response is finished first."""
    if record.wire["status"] in _RUNNING:
        _finish(call, record)
    return streams.response(record.wire, after=after)


def cancel(call: Call) -> Answer:
    """Cancel a background response. If it is cancelled already, the request succeeds too."""
    record = crud.load(call)
    if not record.wire.get("background"):
        raise invalid("Cannot cancel a synchronous response.", "response_id")
    if record.wire["status"] in _RUNNING:
        crud.change(call, record, {"status": "cancelled"})
    elif record.wire["status"] != "cancelled":
        raise invalid("Cannot cancel a completed response.", "response_id")
    return Answer(body=record.wire)


def count(call: Call) -> Answer:
    """Return the number of tokens in an input."""
    body = {name: value for name, value in call.body.items() if value is not None}
    if "model" in body:
        models.require(call, body["model"])
    return Answer(
        body={
            "object": "response.input_tokens",
            "input_tokens": model_output.tokens(_context(call, body), body),
        }
    )


def compact(call: Call) -> Answer:
    """Return a shorter context: the messages of the user, and one item that stands for all others."""
    body = {name: value for name, value in call.body.items() if value is not None}
    _check(call, body)
    context = _context(call, body)
    kept = [
        {
            "type": "message",
            "id": new_id("msg_"),
            "role": "user",
            "status": "completed",
            "content": [{"type": "input_text", "text": chat.question([one])}],
        }
        for one in context
        if one.get("role") == "user"
    ]
    content = base64.b64encode(json.dumps(context).encode()).decode()
    item = {"type": "compaction", "id": new_id("cmp_"), "encrypted_content": content}
    known = {
        "id": new_id("resp_"),
        "created_at": call.now,
        "output": [*kept, item],
        "usage": model_output.usage(model_output.tokens(context, body), chat.count_tokens(content)),
    }
    return Answer(body=build(call.operation.answer, known))


def _check(call: Call, body: Mapping[str, Any]) -> None:
    if "model" not in body:
        raise invalid("Missing required parameter: 'model'.", "model", "missing_required_parameter")
    models.require(call, body["model"])
    if not any(name in body for name in _CONTEXT):
        names = "', '".join(_CONTEXT)
        raise invalid(
            f"Missing required parameter: one of '{names}' must be provided.",
            "input",
            "missing_required_parameter",
        )
    if "previous_response_id" in body and "conversation" in body:
        raise invalid(
            "Mutually exclusive parameters: 'previous_response_id' and 'conversation'.",
            "previous_response_id",
            "mutually_exclusive_parameters",
        )
    if body.get("background") and body.get("store") is False:
        raise invalid("Background mode requires 'store' to be true.", "background")
    if not isinstance(body.get("tool_choice", "auto"), str) and not body.get("tools"):
        raise invalid("'tool_choice' is only allowed when 'tools' are specified.", "tool_choice")
    _check_vector_stores(call, body)


def _check_form(body: Mapping[str, Any], context: model_output.Context) -> None:
    form = (body.get("text") or {}).get("format") or {}
    if form.get("type") == "json_object" and not chat.mentions_json(context):
        raise invalid(
            "Response input messages must contain the word 'json' in some form to use 'text.format' "
            "of type 'json_object'.",
            "input",
        )


def _check_vector_stores(call: Call, body: Mapping[str, Any]) -> None:
    for index, tool in enumerate(body.get("tools", ())):
        for identifier in tool.get("vector_store_ids", ()):
            if crud.find(call, "/vector_stores", identifier) is None:
                raise ApiError(
                    404,
                    f"Vector store with id '{identifier}' not found.",
                    param=f"tools[{index}].vector_store_ids",
                )


def _input_items(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = body.get("input", [])
    return [{"role": "user", "content": given}] if isinstance(given, str) else list(given)


def _conversation(body: Mapping[str, Any]) -> str:
    given = body["conversation"]
    return str(given["id"] if isinstance(given, Mapping) else given)


def _context(call: Call, body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return all items in the context of the model, oldest first."""
    before: list[Mapping[str, Any]] = []
    if "conversation" in body:
        identifier = _conversation(body)
        if crud.find(call, conversations.COLLECTION, identifier) is None:
            raise crud.missing(f"{conversations.COLLECTION}/{identifier}")
        before = [*conversations.items_in(call, f"{conversations.COLLECTION}/{identifier}/items")]
    elif "previous_response_id" in body:
        before = _items_until(call, body["previous_response_id"])
    return [*before, *_input_items(body)]


def _items_until(call: Call, identifier: str) -> list[Mapping[str, Any]]:
    record = crud.find(call, COLLECTION, identifier)
    if record is None:
        raise invalid(
            f"Previous response with id '{identifier}' not found.",
            "previous_response_id",
            "previous_response_not_found",
        )
    earlier = record.wire.get("previous_response_id")
    return [
        *(_items_until(call, earlier) if earlier else []),
        *conversations.items_in(call, f"{record.path}/input_items"),
        *record.wire["output"],
    ]


def _add_to_conversation(call: Call, record: Record) -> None:
    conversation = record.wire.get("conversation")
    if not conversation:
        return
    collection = f"{conversations.COLLECTION}/{conversation['id']}/items"
    given = conversations.items_in(call, f"{record.path}/input_items")
    conversations.add_items(call, collection, [*given, *record.wire["output"]])


HANDLERS = {
    "POST /responses": create,
    "GET /responses/{response_id}": read,
    "POST /responses/{response_id}/cancel": cancel,
    "POST /responses/compact": compact,
    "POST /responses/input_tokens": count,
}
