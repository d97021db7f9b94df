"""The progress of the API's work on an object, for the log. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_COUNTS = "_counts"
_OPEN = ("total", "in_progress")


def progress(answer: Mapping[str, Any]) -> dict[str, str]:
    """Return the status in an answer, and its progress from the counts: ``{"done": "18 of 20 files"}``.

    Failed and cancelled items count as done, because the API does no more work on them.
    """
    found: dict[str, str] = {}
    if isinstance(answer.get("status"), str):
        found["status"] = answer["status"]
    for name, counts in answer.items():
        if name.endswith(_COUNTS) and isinstance(counts, Mapping) and counts.get("total"):
            done = sum(
                count
                for state, count in counts.items()
                if state not in _OPEN and isinstance(count, int)
            )
            found["done"] = f"{done} of {counts['total']} {name.removesuffix(_COUNTS)}s"
    return found
