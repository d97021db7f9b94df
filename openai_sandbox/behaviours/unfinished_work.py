"""Jobs that take time. A job is finished after a number of reads.

The unit is reads instead of seconds, so that tests do not wait and do not depend on timing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from openai_sandbox.calls import Call
from openai_sandbox.store import Record

POLL_HEADER = {"openai-poll-after-ms": "20"}


def started(call: Call) -> dict[str, int]:
    """Return the ``extra`` fields of an object whose job starts with this call."""
    return {"polls": call.settings.polls + call.faults.number("slow")}


def tick(call: Call, record: Record) -> bool:
    """Count a read. Return whether the job, or its current stage, is finished."""
    left = int(record.extra.get("polls", 0))
    if left > 0:
        record.extra["polls"] = left - 1
        call.store.save(record)
        return False
    return True


def next_stage(call: Call, job: Record, results: Callable[[], Mapping[str, Any]]) -> None:
    """Count a read of a job that is queued, then in progress, then completed with ``results``."""
    status = job.wire["status"]
    if status == "queued" and tick(call, job):
        job.wire["status"] = "in_progress"
    elif status == "in_progress":
        job.wire.update({**results(), "status": "completed"})
    call.store.save(job)
