"""The steps of an assistant's run: searches of files, and messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import file_search, threads
from openai_sandbox.behaviours.vector_store_search import Result, search
from openai_sandbox.calls import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record

_RUN = "/threads/{thread_id}/runs/{run_id}"
_CONTENT = "step_details.tool_calls[*].file_search.results[*].content"
_MOST = 20
_RANKING = {"ranker": "default_2024_08_21", "score_threshold": 0}


def searched(call: Call, run: Record, question: str) -> list[Result]:
    """Search the vector stores of the thread and of the assistant, if the run has the tool ``file_search``, and add the step."""
    tool = next((one for one in run.wire["tools"] if one["type"] == "file_search"), None)
    choice = run.wire["tool_choice"]
    named = choice["type"] if isinstance(choice, Mapping) else choice
    if tool is None or named not in {"auto", "required", "file_search"}:
        return []
    owners = (
        call.store.get(threads.COLLECTION, run.wire["thread_id"]),
        call.store.get("/assistants", run.wire["assistant_id"]),
    )
    found = [
        ((one.wire.get("tool_resources") or {}).get("file_search") or {}) for one in owners if one
    ]
    stores = [identifier for one in found for identifier in one.get("vector_store_ids") or ()]
    if not stores:
        return []
    options = tool.get("file_search") or {}
    results = search(call, list(dict.fromkeys(stores)), [question], options, _MOST)
    shown = [
        {
            "file_id": one.file_id,
            "file_name": one.filename,
            "score": one.score,
            "content": [{"type": "text", "text": one.text}],
        }
        for one in results
    ]
    ranking = {**_RANKING, **(options.get("ranking_options") or {})}
    called = {
        "id": new_id("call_"),
        "type": "file_search",
        "file_search": {"ranking_options": ranking, "results": shown},
    }
    details = {"type": "tool_calls", "tool_calls": [called]}
    _add(call, run, new_id("step_"), details, usage=None)
    return results


def cited(text: str, results: Sequence[Result]) -> dict[str, Any]:
    """Return the part of a message with a text, in which a mark cites each file that the text names."""
    pieces, annotations, last, length = [], [], 0, 0
    citations = sorted(file_search.citations(text, results), key=lambda one: one["index"])
    for number, one in enumerate(citations):
        mark = f"【4:{number}†{one['filename']}】"
        before = text[last : one["index"]]
        start = length + len(before)
        pieces += [before, mark]
        last, length = one["index"], start + len(mark)
        annotations.append(
            {
                "type": "file_citation",
                "text": mark,
                "start_index": start,
                "end_index": length,
                "file_citation": {"file_id": one["file_id"]},
            }
        )
    value = "".join([*pieces, text[last:]])
    return {"type": "text", "text": {"value": value, "annotations": annotations}}


def add_message(call: Call, run: Record, message: Record, usage: Mapping[str, int]) -> None:
    """Add the step that created a message."""
    created = {"message_id": message.id}
    details = {"type": "message_creation", "message_creation": created}
    _add(call, run, message.id.replace("msg_", "step_"), details, usage=dict(usage))


def _add(
    call: Call,
    run: Record,
    identifier: str,
    details: dict[str, Any],
    *,
    usage: dict[str, int] | None,
) -> None:
    wire = {
        "id": identifier,
        "object": "thread.run.step",
        "created_at": call.now,
        "assistant_id": run.wire["assistant_id"],
        "thread_id": run.wire["thread_id"],
        "run_id": run.id,
        "type": details["type"],
        "status": "completed",
        "step_details": details,
        "last_error": None,
        "expired_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": call.now,
        "metadata": {},
        "usage": usage,
    }
    call.store.insert(
        Record(collection=f"{run.path}/steps", id=identifier, shape="RunStepObject", wire=wire)
    )


def shown(step: Mapping[str, Any], *, with_content: bool = False) -> dict[str, Any]:
    """Return a step as the API shows it: the content of results only if the request includes it."""
    details = step["step_details"]
    if with_content or details["type"] != "tool_calls":
        return dict(step)
    calls = [
        {
            **one,
            "file_search": {
                **one["file_search"],
                "results": [
                    {name: value for name, value in result.items() if name != "content"}
                    for result in one["file_search"]["results"]
                ],
            },
        }
        for one in details["tool_calls"]
    ]
    return {**step, "step_details": {**details, "tool_calls": calls}}


def read_all(call: Call) -> Answer:
    """List the steps of a run."""
    crud.require_parents(call)
    answer = crud.list_items(call)
    with_content = _CONTENT in call.query.get("include", ())
    steps = [shown(one, with_content=with_content) for one in answer.body["data"]]
    return Answer(body={**answer.body, "data": steps})


def read(call: Call) -> Answer:
    """Read a step of a run."""
    crud.require_parents(call)
    with_content = _CONTENT in call.query.get("include", ())
    return Answer(body=shown(crud.load(call).wire, with_content=with_content))


HANDLERS = {f"GET {_RUN}/steps": read_all, f"GET {_RUN}/steps/{{step_id}}": read}
