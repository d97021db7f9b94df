"""Videos and runs of evals. Each read finishes a stage: they are queued, then in progress, then completed."""

from __future__ import annotations

from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.store import Record

_RUN = "/evals/{eval_id}/runs/{run_id}"
_DAY = 24 * 3600
_NO_RESULTS = {"total": 0, "errored": 0, "failed": 0, "passed": 0}


def create_video(call: Call) -> Answer:
    """Create a video. It is queued."""
    known = {"status": "queued", "progress": 0, "error": None, "completed_at": None}
    return Answer(body=crud.create(call, known, extra=started(call)).wire, headers=POLL_HEADER)


def read_video(call: Call) -> Answer:
    """Read a video. It expires a day after it is completed."""
    video = crud.load(call)
    expires = {"completed_at": call.now, "expires_at": call.now + _DAY, "progress": 100}
    _step(call, video, expires)
    return Answer(body=video.wire, headers=POLL_HEADER)


def create_run(call: Call) -> Answer:
    """Create a run of an eval. It is queued."""
    crud.require_parents(call)
    known = {"status": "queued", "result_counts": _NO_RESULTS, "per_testing_criteria_results": []}
    return Answer(body=crud.create(call, known, extra=started(call)).wire, headers=POLL_HEADER)


def read_run(call: Call) -> Answer:
    """Read a run. When it is completed, every item of the request has passed."""
    crud.require_parents(call)
    run = crud.load(call)
    evaluation = call.store.get("/evals", call.params["eval_id"])
    criteria = evaluation.wire.get("testing_criteria", ()) if evaluation else ()
    source = (run.wire.get("data_source") or {}).get("source") or {}
    total = len(source.get("content") or ())
    results = [
        {"testing_criteria": one.get("name", ""), "passed": total, "failed": 0} for one in criteria
    ]
    counts = {**_NO_RESULTS, "total": total, "passed": total}
    _step(call, run, {"result_counts": counts, "per_testing_criteria_results": results})
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


def _step(call: Call, job: Record, results: dict[str, Any]) -> None:
    status = job.wire["status"]
    if status == "queued" and tick(call, job):
        job.wire["status"] = "in_progress"
    elif status == "in_progress":
        job.wire.update({**results, "status": "completed"})
    call.store.save(job)


HANDLERS = {
    "POST /videos": create_video,
    "GET /videos/{video_id}": read_video,
    "POST /evals/{eval_id}/runs": create_run,
    f"GET {_RUN}": read_run,
    f"POST {_RUN}": cancel_run,
    f"POST {_RUN}/cancel": cancel_run,
}
