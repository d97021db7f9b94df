"""Runs of evals, and graders. A run is queued, then in progress, then completed with one output item for each item."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import chat, files, grading
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, next_stage, started
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError
from openai_sandbox.ids import new_id
from openai_sandbox.scripted_answers import Prompt
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

_RUN = "/evals/{eval_id}/runs/{run_id}"
_NO_RESULTS = {"total": 0, "errored": 0, "failed": 0, "passed": 0}


def create_run(call: Call) -> Answer:
    """Create a run of an eval. It is queued."""
    crud.require_parents(call)
    known: dict[str, Any] = {
        "status": "queued",
        "model": call.body["data_source"].get("model") or "",
        "name": call.body.get("name") or "",
        "result_counts": _NO_RESULTS,
        "per_model_usage": [],
        "per_testing_criteria_results": [],
    }
    return Answer(body=crud.create(call, known, extra=started(call)).wire, headers=POLL_HEADER)


def read_run(call: Call) -> Answer:
    """Read a run. When it is completed, each item of its source is graded."""
    crud.require_parents(call)
    run = crud.load(call)
    next_stage(call, run, lambda: _results(call, run))
    return Answer(body=run.wire, headers=POLL_HEADER)


def cancel_run(call: Call) -> Answer:
    """Cancel a run."""
    crud.require_parents(call)
    collection, identifier = f"/evals/{call.params['eval_id']}/runs", call.params["run_id"]
    run = crud.find(call, collection, identifier)
    if run is None:
        raise crud.missing(f"{collection}/{identifier}")
    if run.wire["status"] != "completed":
        run.wire["status"] = "canceled"
        call.store.save(run)
    return Answer(body=run.wire)


def run_grader(call: Call) -> Answer:
    """Grade one answer of a model."""
    grader = call.body["grader"]
    values = {"item": call.body.get("item") or {}, "sample": _sample(call.body["model_sample"])}
    reached = grading.score(grader, values)
    name = grader.get("name", "")
    facts = {"name": name, "type": grader["type"], "scores": {name: reached}, "execution_time": 0.0}
    known = {"reward": reached, "metadata": facts, "sub_rewards": {}}
    return Answer(body=build(call.operation.answer, known))


def _sample(text: str) -> dict[str, Any]:
    try:
        parsed = json.loads(text)
    except ValueError:
        parsed = None
    return {"output_text": text, "output_json": parsed}


def _results(call: Call, run: Record) -> dict[str, Any]:
    """Store the output items of a run, and return its results."""
    evaluation = call.store.get("/evals", call.params["eval_id"])
    criteria = evaluation.extra["request"].get("testing_criteria", ()) if evaluation else ()
    counts = dict(_NO_RESULTS)
    passed_of = [0] * len(criteria)
    read = written = 0
    for number, row in enumerate(_rows(call, run.wire["data_source"])):
        item = row.get("item", row)
        prompt, text = _answered(call, run, item, row.get("sample") or {})
        read, written = read + chat.count_tokens(prompt), written + chat.count_tokens(text)
        values = {"item": item, "sample": _sample(text)}
        scores = [grading.score(one, values) for one in criteria]
        passed = [grading.passes(one, two) for one, two in zip(criteria, scores, strict=True)]
        passed_of = [one + two for one, two in zip(passed_of, passed, strict=True)]
        counts["total"] += 1
        counts["passed" if all(passed) else "failed"] += 1
        results = [
            {"name": one.get("name", ""), "type": one["type"], "score": two, "passed": three}
            for one, two, three in zip(criteria, scores, passed, strict=True)
        ]
        _add_output(call, run, number, item=item, prompt=prompt, text=text, results=results)
    usage = {
        "model_name": run.wire["model"],
        "invocation_count": counts["total"],
        "prompt_tokens": read,
        "completion_tokens": written,
        "total_tokens": read + written,
        "cached_tokens": 0,
    }
    return {
        "result_counts": counts,
        "per_model_usage": [usage] if run.wire["model"] else [],
        "per_testing_criteria_results": [
            {
                "testing_criteria": one.get("name", ""),
                "passed": two,
                "failed": counts["total"] - two,
            }
            for one, two in zip(criteria, passed_of, strict=True)
        ],
    }


def _rows(call: Call, data_source: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the items in the request or in its file. Stored completions and logs have none."""
    source = data_source.get("source") or {}
    yield from source.get("content") or ()
    file = (
        crud.find(call, files.COLLECTION, source["id"]) if source.get("type") == "file_id" else None
    )
    for line in b"".join(call.store.read_blob(file.id)).splitlines() if file else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def _answered(
    call: Call, run: Record, item: Mapping[str, Any], sample: Mapping[str, Any]
) -> tuple[str, str]:
    """Return the prompt for an item, and the answer of the model. A source of finished answers contains the sample."""
    data_source = run.wire["data_source"]
    if not data_source.get("model"):
        return "", str(sample.get("output_text") or "")
    messages = (data_source.get("input_messages") or {}).get("template") or ()
    texts = {"system": "", "developer": "", "user": ""}
    for message in messages:
        content = message["content"]
        text = content if isinstance(content, str) else str(content.get("text", ""))
        texts[message["role"]] = grading.filled(text, {"item": item})
    endpoint = "responses" if data_source["type"] == "responses" else "chat"
    instructions = texts["system"] or texts["developer"]
    prompt = Prompt(
        endpoint=endpoint,
        model=data_source["model"],
        input=texts["user"],
        instructions=instructions,
    )
    try:
        scripted = call.answers.answer_to(prompt)
    except ApiError as error:
        return texts["user"], f"Error: {error.message}"
    known = (scripted.text or scripted.refusal) if scripted else None
    return texts["user"], chat.reply(texts["user"], 0) if known is None else known


def _add_output(
    call: Call,
    run: Record,
    number: int,
    *,
    item: Mapping[str, Any],
    prompt: str,
    text: str,
    results: list[dict[str, Any]],
) -> None:
    read = call.operations.get(f"GET {_RUN}/output_items/{{output_item_id}}")
    if read is None:  # another document
        return
    usage = {
        "prompt_tokens": chat.count_tokens(prompt),
        "completion_tokens": chat.count_tokens(text),
    }
    sampling = run.wire["data_source"].get("sampling_params") or {}
    identifier = new_id("outputitem_")
    known = {
        "id": identifier,
        "created_at": call.now,
        "eval_id": call.params["eval_id"],
        "run_id": run.id,
        "datasource_item_id": number,
        "datasource_item": item,
        "status": "pass" if all(one["passed"] for one in results) else "fail",
        "results": results,
        "sample": {
            "input": [{"role": "user", "content": prompt}],
            "output": [{"role": "assistant", "content": text}],
            "finish_reason": "stop",
            "model": run.wire["model"],
            "temperature": sampling.get("temperature", 1),
            "top_p": sampling.get("top_p", 1),
            "seed": sampling.get("seed", 42),
            "max_completion_tokens": sampling.get("max_completion_tokens", 2048),
            "usage": {**usage, "cached_tokens": 0, "total_tokens": sum(usage.values())},
            "error": {"code": "", "message": ""},
        },
    }
    wire = build(read.answer, known)
    record = Record(
        collection=f"{run.path}/output_items", id=identifier, shape=read.shape, wire=wire
    )
    call.store.insert(record)


HANDLERS = {
    "POST /evals/{eval_id}/runs": create_run,
    f"GET {_RUN}": read_run,
    f"POST {_RUN}": cancel_run,
    f"POST {_RUN}/cancel": cancel_run,
    "POST /fine_tuning/alpha/graders/run": run_grader,
}
