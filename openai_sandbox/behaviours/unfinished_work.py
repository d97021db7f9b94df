"""Work that takes time: how many reads see it unfinished.

Counted in reads and not in seconds, so that tests neither wait nor race.
"""

from __future__ import annotations

from openai_sandbox.calls import Call
from openai_sandbox.store import Record

POLL_HEADER = {"openai-poll-after-ms": "20"}


def started(call: Call) -> dict[str, int]:
    """Return the extra fields of an object whose work begins with this call."""
    return {"polls": call.settings.polls + call.faults.number("slow")}


def tick(call: Call, record: Record) -> bool:
    """Count a read; return whether the work, or its present stage, is now finished."""
    left = int(record.extra.get("polls", 0))
    if left > 0:
        record.extra["polls"] = left - 1
        call.store.save(record)
        return False
    return True
