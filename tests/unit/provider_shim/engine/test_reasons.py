"""The reason of a failure, as a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.waiting import reason_of


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("It is no PDF.", "It is no PDF."),
        ({"code": "invalid_file", "message": "It is no PDF"}, "It is no PDF."),
        ({"code": "invalid_file"}, "invalid_file."),
        ({"reason": "max_tokens"}, "max_tokens."),
        (
            {"data": [{"line": 2, "message": "No JSON."}, {"code": "empty"}]},
            "line 2: No JSON. empty.",
        ),
        (None, "the API gives no reason."),
        ({}, "the API gives no reason."),
    ],
)
def test_the_reason_of_a_failure_is_always_a_sentence(answer: Any, sentence: str) -> None:
    assert reason_of(answer) == sentence
