"""Fine-tuning jobs. Reads advance a job. It has events and checkpoints, and creates a model at the end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import files, models
from openai_sandbox.behaviours.chat import count_tokens
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record

COLLECTION = "/fine_tuning/jobs"
_JOB = "/fine_tuning/jobs/{fine_tuning_job_id}"
_EPOCHS = 3
_SEED = 42
_UNFINISHED = {"validating_files", "queued", "running", "paused"}
_AUTO = {"n_epochs": _EPOCHS, "batch_size": 1, "learning_rate_multiplier": 1.8}
_AUTO_OF: dict[str, dict[str, Any]] = {
    "dpo": {"beta": 0.1},
    "reinforcement": {
        "compute_multiplier": 1.0,
        "eval_interval": 1,
        "eval_samples": 1,
        "reasoning_effort": "default",
    },
}


def create(call: Call) -> Answer:
    """Create a job. Errors in its files are found later, during validation."""
    body = {name: value for name, value in call.body.items() if value is not None}
    models.require(call, body["model"])
    for name in ("training_file", "validation_file"):
        if name in body and crud.find(call, files.COLLECTION, body[name]) is None:
            raise invalid(f"invalid {name}: {body[name]}", name, "file_not_found")
    method = _method(body)
    known = {
        "model": models.snapshot(call.store, body["model"]),
        "status": "validating_files",
        "organization_id": models.OWNER,
        "hyperparameters": method[method["type"]]["hyperparameters"],
        "method": method,
        "seed": body.get("seed", _SEED),
        "validation_file": body.get("validation_file"),
        "metadata": body.get("metadata") or {},
        "result_files": [],
        "error": None,
    }
    job = crud.create(call, known, extra={**started(call), "suffix": body.get("suffix", "")})
    _log(call, job, f"Created fine-tuning job: {job.id}")
    _log(call, job, f"Validating training file: {body['training_file']}")
    return Answer(body=job.wire, headers=POLL_HEADER)


def _method(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the method with a number instead of every ``auto``, as the API returns it."""
    method: dict[str, Any] = dict(body.get("method") or {"type": "supervised"})
    kind = method["type"]
    options: dict[str, Any] = dict(method.get(kind) or {})
    given = {**body.get("hyperparameters", {}), **(options.get("hyperparameters") or {})}
    resolved = {
        **_AUTO,
        **_AUTO_OF.get(kind, {}),
        **{name: one for name, one in given.items() if one != "auto"},
    }
    options["hyperparameters"] = resolved
    return {"type": kind, kind: options}


def read(call: Call) -> Answer:
    """Read a job. Each read advances it."""
    job = crud.load(call)
    _step(call, job)
    return Answer(body=job.wire, headers=POLL_HEADER)


def read_all(call: Call) -> Answer:
    """List jobs. Each list advances the jobs that it reads."""
    return crud.list_items(call, step=_step)


def _step(call: Call, job: Record) -> None:
    status = job.wire["status"]
    if status == "validating_files" and tick(call, job):
        problem = _problem(call, job)
        if problem:
            _fail(call, job, problem)
        else:
            job.wire["status"] = "queued"
            _log(call, job, "Files validated, moving job to queued state")
    elif status == "queued":
        job.wire["status"] = "running"
        _log(call, job, "Fine-tuning job started")
    elif status == "running":
        _succeed(call, job)
    if job.wire["status"] != status:
        call.store.save(job)


def _problem(call: Call, job: Record) -> str | None:
    file = call.store.get(files.COLLECTION, job.wire["training_file"])
    if file is None:
        return "The training file no longer exists."
    if file.wire["purpose"] != "fine-tune":
        return f"The training file has purpose '{file.wire['purpose']}', not 'fine-tune'."
    lines = files.content(call, file.id).decode(errors="replace").splitlines()
    if not any(line.strip() for line in lines):
        return "The training file is empty."
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            example = json.loads(line)
        except ValueError:
            return f"Invalid file format. Line {number} is not valid JSON."
        if not isinstance(example, dict):
            return f"Invalid file format. Line {number} is not a JSON object."
    return None


def _fail(call: Call, job: Record, problem: str) -> None:
    job.wire.update(
        {
            "status": "failed",
            "finished_at": call.now,
            "error": {
                "code": "invalid_training_file",
                "message": problem,
                "param": "training_file",
            },
        }
    )
    _log(call, job, problem, level="error")


def _succeed(call: Call, job: Record) -> None:
    base = job.wire["model"]
    base = base.split(":")[1] if base.startswith("ft:") else base
    model = f"ft:{base}:sandbox:{job.extra['suffix']}:{job.id[-8:]}"
    models.add_fine_tuned(call.store, model, call.now)
    epochs = int(job.wire["hyperparameters"].get("n_epochs") or _EPOCHS)
    text = files.content(call, job.wire["training_file"]).decode(errors="replace")
    metrics = "step,train_loss,train_accuracy\n" + "".join(
        f"{step},{1 / step:.4f},{1 - 1 / (step + 1):.4f}\n" for step in range(1, epochs + 1)
    )
    results = files.make(
        call,
        filename="step_metrics.csv",
        purpose="fine-tune-results",
        content=metrics.encode(),
    )
    for step in range(max(1, epochs - 2), epochs + 1):
        _checkpoint(call, job, model, step, last=step == epochs)
    job.wire.update(
        {
            "status": "succeeded",
            "finished_at": call.now,
            "fine_tuned_model": model,
            "trained_tokens": count_tokens(text) * epochs,
            "result_files": [results.id],
        }
    )
    _log(call, job, f"New fine-tuned model created: {model}")
    _log(call, job, "The job has successfully completed")


def _checkpoint(call: Call, job: Record, model: str, step: int, *, last: bool) -> None:
    identifier = new_id("ftckpt_")
    wire = {
        "id": identifier,
        "object": "fine_tuning.job.checkpoint",
        "created_at": call.now,
        "fine_tuned_model_checkpoint": model if last else f"{model}:ckpt-step-{step}",
        "step_number": step,
        "metrics": {"step": step, "train_loss": round(1 / step, 4)},
        "fine_tuning_job_id": job.id,
    }
    shape = "FineTuningJobCheckpoint"
    call.store.insert(
        Record(collection=f"{job.path}/checkpoints", id=identifier, shape=shape, wire=wire)
    )


def _log(call: Call, job: Record, message: str, level: str = "info") -> None:
    identifier = new_id("ftevent-")
    wire = {
        "id": identifier,
        "object": "fine_tuning.job.event",
        "created_at": call.now,
        "level": level,
        "message": message,
        "type": "message",
        "data": {},
    }
    call.store.insert(
        Record(
            collection=f"{job.path}/events", id=identifier, shape="FineTuningJobEvent", wire=wire
        )
    )


def cancel(call: Call) -> Answer:
    """Cancel a job that is not finished."""
    return _change_status(
        call, "cancel", _UNFINISHED, {"status": "cancelled", "finished_at": call.now}
    )


def pause(call: Call) -> Answer:
    """Pause a job."""
    return _change_status(call, "pause", {"running", "queued"}, {"status": "paused"})


def resume(call: Call) -> Answer:
    """Resume a paused job."""
    return _change_status(call, "resume", {"paused"}, {"status": "queued"})


def _change_status(call: Call, verb: str, allowed: set[str], changes: Mapping[str, Any]) -> Answer:
    job = crud.load(call)
    if job.wire["status"] not in allowed:
        raise invalid(f"Cannot {verb} a job with status '{job.wire['status']}'.")
    job.wire.update(changes)
    call.store.save(job)
    _log(call, job, f"The job was asked to {verb}")
    return Answer(body=job.wire)


HANDLERS = {
    f"POST {COLLECTION}": create,
    f"GET {COLLECTION}": read_all,
    f"GET {_JOB}": read,
    f"POST {_JOB}/cancel": cancel,
    f"POST {_JOB}/pause": pause,
    f"POST {_JOB}/resume": resume,
}
