"""The progress of running work in the log."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.progress import progress


@pytest.mark.parametrize(
    ("answer", "expected_text"),
    [
        ({"status": "running"}, {"status": "running"}),
        (
            {
                "status": "in_progress",
                "file_counts": {
                    "in_progress": 2,
                    "completed": 15,
                    "failed": 2,
                    "cancelled": 1,
                    "total": 20,
                },
            },
            {"status": "in_progress", "done": "18 of 20 files"},
        ),
        (
            {
                "status": "in_progress",
                "request_counts": {"total": 300, "completed": 120, "failed": 1},
            },
            {"status": "in_progress", "done": "121 of 300 requests"},
        ),
        ({"status": None, "file_counts": None}, {}),
        ({"file_counts": {"total": 3, "completed": "?"}}, {"done": "0 of 3 files"}),
    ],
)
def test_progress_contains_status_and_counts(
    answer: dict[str, Any], expected_text: dict[str, str]
) -> None:
    assert progress(answer) == expected_text
