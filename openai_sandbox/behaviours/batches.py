"""Batches. Reads advance a batch through its states. Its results are files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import chat, embeddings, files, responses
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.ids import new_id
from openai_sandbox.schema_validation import check
from openai_sandbox.store import Record

COLLECTION = "/batches"
_DAY = 24 * 3600
_UNFINISHED = {"validating", "in_progress", "finalizing"}
_WORKERS: Mapping[str, Callable[[Call], Answer]] = {
    "/v1/chat/completions": chat.create,
    "/v1/embeddings": embeddings.create,
    "/v1/responses": responses.create,
}


def create(call: Call) -> Answer:
    """Create a batch. Errors in its file are found later, during validation."""
    file = crud.find(call, files.COLLECTION, call.body["input_file_id"])
    if file is None:
        raise invalid(
            f"Invalid 'input_file_id': No such File object: {call.body['input_file_id']}",
            "input_file_id",
        )
    known = {
        "status": "validating",
        "expires_at": call.now + _DAY,
        "request_counts": {"total": 0, "completed": 0, "failed": 0},
        "metadata": call.body.get("metadata"),
    }
    created = crud.create(call, known, extra=started(call))
    return Answer(body=created.wire, headers=POLL_HEADER)


def read(call: Call) -> Answer:
    """Read a batch. Each read advances it."""
    batch = crud.load(call)
    _step(call, batch)
    return Answer(body=batch.wire, headers=POLL_HEADER)


def read_all(call: Call) -> Answer:
    """List batches. Each list advances the batches that it reads."""
    return crud.list_items(call, step=_step)


def _step(call: Call, batch: Record) -> None:
    status = batch.wire["status"]
    if status == "validating" and tick(call, batch):
        requests, errors = _requests(call, batch)
        if errors:
            batch.wire.update(
                {
                    "status": "failed",
                    "failed_at": call.now,
                    "errors": {"object": "list", "data": errors},
                }
            )
        else:
            batch.wire.update({"status": "in_progress", "in_progress_at": call.now})
            batch.wire["request_counts"]["total"] = len(requests)
    elif status == "in_progress":
        batch.wire.update({"status": "finalizing", "finalizing_at": call.now})
    elif status == "finalizing":
        _finish(call, batch)
    elif status == "cancelling":
        batch.wire.update({"status": "cancelled", "cancelled_at": call.now})
    if batch.wire["status"] != status:
        call.store.save(batch)


def _requests(call: Call, batch: Record) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the requests in the file of a batch, and the errors in the file."""
    text = files.content(call, batch.wire["input_file_id"]).decode(errors="replace")
    requests: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            request = json.loads(line)
        except ValueError:
            request = None
        if not isinstance(request, dict):
            message = "This line is not parseable as valid JSON."
            errors.append(_error("invalid_json_line", message, number))
            continue
        missing = [one for one in ("custom_id", "method", "url", "body") if one not in request]
        if missing:
            message = f"Missing required parameter: '{missing[0]}'."
            errors.append(_error("missing_required_parameter", message, number, missing[0]))
        elif request["url"] != batch.wire["endpoint"]:
            message = "The URL provided for this request does not match the batch endpoint."
            errors.append(_error("mismatched_endpoint", message, number, "url"))
        requests.append(request)
    if not requests and not errors:
        errors.append(_error("empty_file", "The batch's file has no requests.", 1))
    return requests, errors


def _error(code: str, message: str, line: int, param: str | None = None) -> dict[str, Any]:
    return {"code": code, "message": message, "line": line, "param": param}


def _finish(call: Call, batch: Record) -> None:
    requests, _ = _requests(call, batch)
    done: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    for request in requests:
        status, body = _result_of(call, request)
        result = {
            "id": new_id("batch_req_"),
            "custom_id": request["custom_id"],
            "response": {"status_code": status, "request_id": new_id("req_"), "body": body},
            "error": None,
        }
        (done if status < 400 else failed).append(result)  # noqa: PLR2004  # HTTP errors
    for name, results in (("output_file_id", done), ("error_file_id", failed)):
        if results:
            content = "".join(f"{json.dumps(one)}\n" for one in results).encode()
            filename = f"{batch.id}_{name.removesuffix('_file_id')}.jsonl"
            file = files.make(call, filename=filename, purpose="batch_output", content=content)
            batch.wire[name] = file.id
    batch.wire.update(
        {
            "status": "completed",
            "completed_at": call.now,
            "request_counts": {
                "total": len(requests),
                "completed": len(done),
                "failed": len(failed),
            },
        }
    )


def _result_of(call: Call, request: Mapping[str, Any]) -> tuple[int, Any]:
    path = request["url"].removeprefix("/v1")
    worker = _WORKERS.get(request["url"], crud.handle)
    try:
        creation = call.to(f"POST {path}", path=path, params={}, body=request["body"])
        check(creation.operation.body_schema("application/json") or {}, request["body"])
        return 200, worker(creation).body
    except ApiError as error:
        return error.status, error.body()


def cancel(call: Call) -> Answer:
    """Cancel a batch. The next read returns it as cancelled."""
    batch = crud.load(call)
    if batch.wire["status"] not in _UNFINISHED:
        raise ApiError(409, f"Cannot cancel a batch with status '{batch.wire['status']}'.")
    batch.wire.update({"status": "cancelling", "cancelling_at": call.now})
    call.store.save(batch)
    return Answer(body=batch.wire)


HANDLERS = {
    "POST /batches": create,
    "GET /batches": read_all,
    "GET /batches/{batch_id}": read,
    "POST /batches/{batch_id}/cancel": cancel,
}
