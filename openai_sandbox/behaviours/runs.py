"""Runs of assistants. Reads advance a run. A completed run adds the message of the assistant to the thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import chat, file_search, run_steps, streams, threads
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.scripted_answers import Prompt, ToolCall
from openai_sandbox.store import Record

_SECONDS = 600
_TOO_MANY_REQUESTS = 429
_RUNS = "/threads/{thread_id}/runs"
_Event = tuple[str, Mapping[str, Any]]
_UNFINISHED = {"queued", "in_progress", "requires_action", "cancelling"}


def create(call: Call) -> Answer:
    """Create a run of a thread."""
    crud.require_parents(call)
    return _run_answer(call, _start(call, call.params["thread_id"]))


def create_with_thread(call: Call) -> Answer:
    """Create a thread and a run of it."""
    thread = threads.make(call, call.body.get("thread") or {})
    first = [("thread.created", thread.wire)]
    return _run_answer(call, _start(call, thread.id), first)


def _run_answer(call: Call, run: Record, before: Sequence[_Event] = ()) -> Answer:
    """Return the run, or with ``stream`` its events until it ends or requires an action."""
    if not call.body.get("stream"):
        return Answer(body=run.wire, headers=POLL_HEADER)
    return streams.run([*before, *_events(call, run)])


def _events(call: Call, run: Record) -> Iterator[_Event]:
    if not run.extra.get("outputs"):
        yield "thread.run.created", dict(run.wire)
    yield "thread.run.queued", dict(run.wire)
    while run.wire["status"] in {"queued", "in_progress"}:
        before = run.wire["status"]
        _step(call, run)
        if run.wire["status"] == before:
            continue
        if run.wire["status"] == "completed":
            yield from _message_events(call, run)
        yield f"thread.run.{run.wire['status']}", dict(run.wire)


def _message_events(call: Call, run: Record) -> Iterator[_Event]:
    steps = call.store.all(f"{run.path}/steps")
    for step in steps:
        details = step.wire["step_details"]
        if details["type"] == "tool_calls":
            finished = run_steps.shown(step.wire)
            opened = {**finished, "status": "in_progress", "completed_at": None}
            yield "thread.run.step.created", opened
            yield "thread.run.step.in_progress", opened
            yield "thread.run.step.completed", finished
            continue
        identifier = details["message_creation"]["message_id"]
        message = call.store.get(
            f"{threads.COLLECTION}/{run.wire['thread_id']}/messages", identifier
        )
        if message is None:
            continue
        started_step = {**step.wire, "status": "in_progress", "completed_at": None, "usage": None}
        empty = {**message.wire, "status": "in_progress", "content": [], "completed_at": None}
        parts = [{"index": index, **part} for index, part in enumerate(message.wire["content"])]
        delta = {"id": message.id, "object": "thread.message.delta", "delta": {"content": parts}}
        yield "thread.run.step.created", started_step
        yield "thread.run.step.in_progress", started_step
        yield "thread.message.created", empty
        yield "thread.message.in_progress", empty
        yield "thread.message.delta", delta
        yield "thread.message.completed", message.wire
        yield "thread.run.step.completed", step.wire


def _start(call: Call, thread_id: str) -> Record:
    body = {name: value for name, value in call.body.items() if value is not None}
    assistant = crud.find(call, "/assistants", body["assistant_id"])
    if assistant is None:
        raise crud.missing(f"/assistants/{body['assistant_id']}")
    for message in body.get("additional_messages", ()):
        threads.add_message(call, thread_id, message)
    collection = f"{threads.COLLECTION}/{thread_id}/runs"
    creation = call.to(f"POST {_RUNS}", path=collection, params={"thread_id": thread_id}, body=body)
    known = {
        name: body.get(name, assistant.wire.get(name))
        for name in ("model", "tools", "temperature", "top_p", "response_format")
    }
    instructions = body.get("instructions", assistant.wire.get("instructions")) or ""
    known |= {
        "status": "queued",
        "instructions": f"{instructions}{body.get('additional_instructions', '')}",
        "metadata": body.get("metadata") or {},
        "expires_at": call.now + _SECONDS,
        "tool_choice": body.get("tool_choice", "auto"),
        "truncation_strategy": body.get("truncation_strategy", {"type": "auto"}),
        "parallel_tool_calls": body.get("parallel_tool_calls", True),
        "usage": None,
    }
    return crud.create(creation, known, extra=started(call))


def read(call: Call) -> Answer:
    """Read a run. Each read advances it."""
    crud.require_parents(call)
    run = crud.load(call)
    _step(call, run)
    return Answer(body=run.wire, headers=POLL_HEADER)


def read_all(call: Call) -> Answer:
    """List runs. Each list advances the runs that it reads."""
    crud.require_parents(call)
    return crud.list_items(call, step=_step)


def _step(call: Call, run: Record) -> None:
    status = run.wire["status"]
    if status == "queued":
        run.wire.update({"status": "in_progress", "started_at": call.now})
    elif status == "in_progress" and tick(call, run):
        _answer(call, run)
    call.store.save(run)


def _answer(call: Call, run: Record) -> None:
    """Give a run the answer of its model: a text, function calls, or an error."""
    messages, outputs = _messages(call, run), run.extra.get("outputs") or []
    prompt = Prompt(
        endpoint="assistants",
        model=run.wire["model"],
        input=chat.question(messages),
        instructions=run.wire["instructions"],
        tool_output=outputs[-1].get("output", "") if outputs else None,
    )
    try:
        scripted = call.answers.answer_to(prompt)
    except ApiError as error:
        limited = error.status == _TOO_MANY_REQUESTS
        code = "rate_limit_exceeded" if limited else "server_error"
        last_error = {"code": code, "message": error.message}
        run.wire.update({"status": "failed", "failed_at": call.now, "last_error": last_error})
        return
    if scripted is None:
        tool = None if outputs else _tool(run)
        calls = [] if tool is None else [_required_call(tool)]
        text = chat.formed(run.wire.get("response_format"), chat.text_for(messages))
    else:
        calls = list(scripted.calls)
        text = scripted.refusal or scripted.text or ""
    if calls:
        _require_outputs(run, calls)
        return
    results = run_steps.searched(call, run, chat.question(messages))
    if scripted is None and not isinstance(run.wire.get("response_format"), Mapping):
        text = file_search.quoted(text, results)
    _finish(call, run, messages, run_steps.cited(text, results))


def _tool(run: Record) -> Mapping[str, Any] | None:
    """Return the function that the run must call, None without one."""
    choice = run.wire["tool_choice"]
    functions = [one for one in run.wire["tools"] if one["type"] == "function"]
    if isinstance(choice, dict) and choice.get("type") == "function":
        name = choice["function"]["name"]
        return next((one for one in functions if one["function"]["name"] == name), None)
    return functions[0] if choice == "required" and functions else None


def _required_call(tool: Mapping[str, Any]) -> ToolCall:
    function = tool["function"]
    arguments = chat.json_for(function.get("parameters"))
    return ToolCall(name=function["name"], arguments=arguments)


def _require_outputs(run: Record, calls: Sequence[ToolCall]) -> None:
    called = [
        {
            "id": f"call_{run.id}" if number == 0 else f"call_{run.id}_{number}",
            "type": "function",
            "function": {"name": one.name, "arguments": one.arguments},
        }
        for number, one in enumerate(calls)
    ]
    run.wire["status"] = "requires_action"
    run.wire["required_action"] = {
        "type": "submit_tool_outputs",
        "submit_tool_outputs": {"tool_calls": called},
    }


def _messages(call: Call, run: Record) -> list[dict[str, Any]]:
    """Return the messages of the thread of a run."""
    return [
        {
            "role": one.wire["role"],
            "content": " ".join(
                part["text"]["value"] for part in one.wire["content"] if part["type"] == "text"
            ),
        }
        for one in call.store.all(f"{threads.COLLECTION}/{run.wire['thread_id']}/messages")
    ]


def _finish(
    call: Call, run: Record, messages: Sequence[Mapping[str, Any]], part: Mapping[str, Any]
) -> None:
    thread_id, text = run.wire["thread_id"], part["text"]["value"]
    message = threads.add_message(
        call,
        thread_id,
        {"role": "assistant", "content": [part]},
        {"assistant_id": run.wire["assistant_id"], "run_id": run.id},
    )
    prompt = sum(chat.count_tokens(one["content"]) for one in messages)
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": chat.count_tokens(text),
        "total_tokens": prompt + chat.count_tokens(text),
    }
    run.wire.update({"status": "completed", "completed_at": call.now, "usage": usage})
    run.wire["required_action"] = None
    run_steps.add_message(call, run, message, usage)


def cancel(call: Call) -> Answer:
    """Cancel a run."""
    crud.require_parents(call)
    run = crud.load(call)
    if run.wire["status"] not in _UNFINISHED:
        raise invalid(f"Cannot cancel run with status '{run.wire['status']}'.")
    run.wire.update({"status": "cancelled", "cancelled_at": call.now})
    call.store.save(run)
    return Answer(body=run.wire)


def submit_outputs(call: Call) -> Answer:
    """Accept the tool outputs that a run requires. The run continues."""
    crud.require_parents(call)
    run = crud.load(call)
    if run.wire["status"] != "requires_action":
        raise invalid(f"Runs in status '{run.wire['status']}' do not accept tool outputs.")
    run.extra["outputs"] = call.body["tool_outputs"]
    run.wire.update({"status": "queued", "required_action": None})
    call.store.save(run)
    return _run_answer(call, run)


HANDLERS = {
    "POST /threads/runs": create_with_thread,
    f"POST {_RUNS}": create,
    f"GET {_RUNS}": read_all,
    f"GET {_RUNS}/{{run_id}}": read,
    f"POST {_RUNS}/{{run_id}}/cancel": cancel,
    f"POST {_RUNS}/{{run_id}}/submit_tool_outputs": submit_outputs,
}
