"""The turns of an agent's session, their items, and the artifacts and traces that they create."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import agent_answers
from openai_sandbox.behaviours.unfinished_work import started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record

RUNNING = ("in_progress", "requires_action")
"""The statuses of a session whose turn has not ended."""

_SESSION = "/agents/sessions/{session_id}"
_FILE = "/workspace/answer.md"
_USAGE = {
    "input_tokens": 10,
    "input_tokens_details": {"cached_tokens": 0},
    "output_tokens": 6,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 16,
}
_PARTS = ("turns", "items", "artifacts", "traces")


def start_turn(call: Call, session: Record, given: Sequence[dict[str, Any]]) -> None:
    """Start a turn with the messages of a user."""
    identifier = new_id("turn_")
    turn = {
        "id": identifier,
        "object": "agent.session.turn",
        "agent_id": session.wire["agent"]["id"],
        "created_at": call.now,
        "started_at": call.now,
        "completed_at": None,
        "error": None,
        "session_id": session.id,
        "status": "in_progress",
        "subagent_id": None,
        "usage": None,
        "prompt_cache_options": session.wire.get("prompt_cache_options"),
    }
    texts = [str(part.get("text", "")) for one in given for part in one["content"]]
    answer = agent_answers.answer_to(call, session.wire["agent"], texts)
    _store(call, session, "turns", turn, shape="AgentTurn", texts=texts, **answer)
    for one in given:
        message = {"role": "user", "content": one["content"], "phase": None}
        _add_message(call, session, identifier, message)
    session.wire.update({"status": "in_progress", "last_active_at": call.now})
    session.extra.update({"turn": identifier, **started(call)})
    call.store.save(session)


def advance(call: Call, session: Record) -> None:
    """Advance a session. After some reads, a turn ends or calls functions."""
    if session.wire["status"] != "in_progress" or not tick(call, session):
        return
    turn = _turn(call, session)
    if calls := turn.extra.get("calls"):
        actions = [_call_function(call, session, turn, one) for one in calls]
        session.wire.update({"status": "requires_action", "required_actions": actions})
        call.store.save(session)
        return
    if message := turn.extra.get("error"):
        error = {"code": "server_error", "message": message}
        _end(call, turn, status="failed", error=error)
        session.wire.update({"status": "failed", "error": error["message"]})
    else:
        content = [{"type": "output_text", "text": turn.extra["text"]}]
        answer = {"role": "assistant", "content": content, "phase": "final_answer"}
        _add_message(call, session, turn.id, answer)
        _publish(call, session, turn)
        _end(call, turn, status="completed", usage=_USAGE)
        session.wire.update({"status": "idle", "usage": _USAGE})
    call.store.save(session)


def _call_function(
    call: Call, session: Record, turn: Record, function: Mapping[str, Any]
) -> dict[str, Any]:
    """Add an item that calls a function, and return the action that the session requires."""
    called = {**function, "call_id": new_id("call_"), "turn_id": turn.id, "type": "function_call"}
    item = {"id": new_id("item_"), "status": "in_progress", **called}
    _store(call, session, "items", item, shape="AgentItem")
    return called


def accept_result(call: Call, session: Record, given: Mapping[str, Any]) -> None:
    """Accept the result of a function. When there are all results, the turn continues.

    Raises:
        ApiError: 400 if no function waits for this result.
    """
    actions = session.wire["required_actions"]
    waiting = [one for one in actions if one["call_id"] != given["call_id"]]
    if len(waiting) == len(actions):
        raise invalid(
            f"Unknown pending tool call: {given['call_id']}", code="invalid_request_error"
        )
    session.wire["required_actions"] = waiting
    status = "completed" if given["success"] else "failed"
    for item in call.store.all(f"{session.path}/items"):
        if item.wire.get("call_id") == given["call_id"]:
            item.wire["status"] = status
            call.store.save(item)
    output = {"type": "function_call_output", "status": status, "call_id": given["call_id"]}
    for name in ("turn_id", "output", "error"):
        output[name] = given.get(name)
    _store(call, session, "items", {"id": new_id("item_"), **output}, shape="AgentItem")
    if not waiting:
        turn = _turn(call, session)
        turn.extra.pop("calls")
        agent = session.wire["agent"]
        turn.extra |= agent_answers.answer_to(call, agent, turn.extra["texts"], _text(given))
        call.store.save(turn)
        session.wire.update({"status": "in_progress", "last_active_at": call.now})
        session.extra.update(started(call))
    call.store.save(session)


def _text(result: Mapping[str, Any]) -> str:
    """Return the text that the agent receives of a result."""
    output = (result.get("output") if result["success"] else result.get("error")) or ""
    if isinstance(output, str):
        return output
    return " ".join(str(part.get("text", "")) for part in output)


def cancel(call: Call, session: Record) -> None:
    """Cancel the turn that has not ended, if there is one."""
    if session.wire["status"] not in RUNNING:
        return
    _end(call, _turn(call, session), status="cancelled")
    session.wire.update({"status": "idle", "required_actions": []})
    call.store.save(session)


def delete_parts(call: Call, session: Record) -> None:
    """Delete the turns, items, artifacts and traces of a session."""
    for name in _PARTS:
        for one in call.store.all(f"{session.path}/{name}"):
            call.store.delete(one.collection, one.id)


def list_items(call: Call) -> Answer:
    """List the items of one turn."""
    crud.require_parents(call)
    collection, turn = call.path.split("/turns/")[0] + "/items", call.params["turn_id"]
    return crud.list_records(call, collection, lambda one: one.wire["turn_id"] == turn)


def content(call: Call) -> Answer:
    """Return the content of an artifact."""
    artifact = crud.load(call)
    return Answer(
        content=[artifact.extra["content"].encode()], media_type="application/octet-stream"
    )


def _turn(call: Call, session: Record) -> Record:
    turn = call.store.get(f"{session.path}/turns", session.extra["turn"])
    if turn is None:
        raise crud.missing(f"{session.path}/turns/{session.extra['turn']}")
    return turn


def _end(call: Call, turn: Record, **facts: Any) -> None:
    turn.wire.update({**facts, "completed_at": call.now})
    call.store.save(turn)


def _add_message(call: Call, session: Record, turn: str, message: dict[str, Any]) -> None:
    item = {
        "id": new_id("item_"),
        "type": "message",
        "status": "completed",
        "turn_id": turn,
        **message,
    }
    _store(call, session, "items", item, shape="AgentItem")


def _publish(call: Call, session: Record, turn: Record) -> None:
    """Create a trace, and an artifact if the environment is hosted."""
    trace = {
        "id": turn.id,
        "object": "agent.session.trace",
        "created_at": turn.wire["created_at"],
        "otlp": {"resourceSpans": [{"scopeSpans": []}]},
        "session_id": session.id,
    }
    _store(call, session, "traces", trace, shape="AgentTrace")
    environment = session.wire["environment"]
    if environment["type"] != "openai_hosted":
        return
    artifact = {
        "id": new_id("artifact_"),
        "object": "agent.session.artifact",
        "created_at": call.now,
        "environment_id": environment["id"],
        "path": _FILE,
        "session_id": session.id,
        "size_bytes": len(turn.extra["text"].encode()),
        "turn_id": turn.id,
    }
    _store(call, session, "artifacts", artifact, shape="AgentArtifact", content=turn.extra["text"])


def _store(
    call: Call, session: Record, name: str, facts: dict[str, Any], *, shape: str, **extra: Any
) -> None:
    call.store.insert(
        Record(
            collection=f"{session.path}/{name}",
            id=facts["id"],
            shape=shape,
            wire=json.loads(json.dumps(facts)),
            extra=extra,
        )
    )


HANDLERS = {
    f"GET {_SESSION}/turns/{{turn_id}}/items": list_items,
    f"GET {_SESSION}/artifacts/{{artifact_id}}/content": content,
}
