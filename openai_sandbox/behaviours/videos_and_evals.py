"""Videos and runs of evals. Each read finishes a stage: they are queued, then in progress, then completed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record

_RUN = "/evals/{eval_id}/runs/{run_id}"
_DAY = 24 * 3600
_VIDEOS = "/videos"
_VIDEO = {"object": "video", "model": "sora-2", "seconds": "4", "size": "720x1280"}
_CONTENT = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
_NO_RESULTS = {"total": 0, "errored": 0, "failed": 0, "passed": 0}


def create_video(call: Call) -> Answer:
    """Create a video. It is queued."""
    return _create_video(call)


def edit_video(call: Call) -> Answer:
    """Create a video from another one, which the body names or contains."""
    given = call.body["video"]
    if isinstance(given, Mapping):
        _existing_video(call, given["id"])
    return _create_video(call)


def remix_video(call: Call) -> Answer:
    """Create a video from the video in the path."""
    source = _existing_video(call, call.params["video_id"])
    return _create_video(call, remixed_from_video_id=source.id)


def _existing_video(call: Call, identifier: str) -> Record:
    record = crud.find(call, _VIDEOS, identifier)
    if record is None:
        raise crud.missing(f"{_VIDEOS}/{identifier}")
    return record


def _create_video(call: Call, **facts: Any) -> Answer:
    known = {name: call.body.get(name) or one for name, one in _VIDEO.items()}
    known |= {"status": "queued", "progress": 0, "error": None, "completed_at": None, **facts}
    record = crud.create(call, known, extra=started(call), collection=_VIDEOS)
    return Answer(body=record.wire, headers=POLL_HEADER)


def read_content(call: Call) -> Answer:
    """Return the content of a completed video: the beginning of an MP4 file, without pictures."""
    video = crud.load(call)
    if video.wire["status"] != "completed":
        raise invalid(f"Video is not ready yet: its status is '{video.wire['status']}'.")
    return Answer(content=[_CONTENT], media_type="video/mp4")


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
    "POST /videos/edits": edit_video,
    "POST /videos/extensions": edit_video,
    "POST /videos/{video_id}/remix": remix_video,
    "GET /videos/{video_id}/content": read_content,
    "GET /videos/{video_id}": read_video,
    "POST /evals/{eval_id}/runs": create_run,
    f"GET {_RUN}": read_run,
    f"POST {_RUN}": cancel_run,
    f"POST {_RUN}/cancel": cancel_run,
}
