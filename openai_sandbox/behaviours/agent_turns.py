"""The turns of an agent's session, their items, and the artifacts and traces that they create.

The agent gives the scripted answer. Without one, it always gives the same answer, or plausible values for its schema. A turn fails if the script contains an error. It also fails if a part of its input is the text "Fail.".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import chat
from openai_sandbox.behaviours.unfinished_work import started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError
from openai_sandbox.ids import new_id
from openai_sandbox.scripted_answers import Prompt
from openai_sandbox.store import Record

_SESSION = "/agents/sessions/{session_id}"
_ANSWER = "This is the sandbox's answer."
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
    _store(call, session, "turns", turn, shape="AgentTurn", **_outcome(call, session, given))
    for one in given:
        message = {"role": "user", "content": one["content"], "phase": None}
        _add_message(call, session, identifier, message)
    session.wire.update({"status": "in_progress", "last_active_at": call.now})
    session.extra.update({"turn": identifier, **started(call)})
    call.store.save(session)


def _outcome(call: Call, session: Record, given: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the text with which a turn will end, or the message of its error."""
    texts = [str(part.get("text", "")) for one in given for part in one["content"]]
    if "Fail." in texts:
        return {"error": "The agent was told to fail."}
    agent = session.wire["agent"]
    prompt = Prompt(
        endpoint="agents",
        model=agent["model"],
        input=" ".join(texts),
        instructions=agent.get("instructions") or "",
    )
    try:
        scripted = call.answers.answer_to(prompt)
    except ApiError as error:
        return {"error": error.message}
    if scripted is None:
        form = (agent.get("text") or {}).get("format") or {}
        is_json = form.get("type") == "json_schema"
        return {"text": chat.json_for(form["schema"]) if is_json else _ANSWER}
    return {"text": scripted.text or scripted.refusal or _ANSWER}


def advance(call: Call, session: Record) -> None:
    """Advance a session. A turn ends after some reads."""
    if session.wire["status"] != "in_progress" or not tick(call, session):
        return
    turn = _turn(call, session)
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


def cancel(call: Call, session: Record) -> None:
    """Cancel the turn that is in progress, if there is one."""
    if session.wire["status"] != "in_progress":
        return
    _end(call, _turn(call, session), status="cancelled")
    session.wire["status"] = "idle"
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
