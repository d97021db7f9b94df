"""``openai_grader_validation``: accepted graders are returned, and refused graders are errors."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.vocabulary.values import plain, typed
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

VALIDATION = "openai_grader_validation"
GRADER = {
    "type": "string_check",
    "name": "same",
    "input": "{{sample.output_text}}",
    "reference": "{{item.answer}}",
    "operation": "eq",
}


def judged(driver: Driver, grader: Any) -> Any:
    return driver.look_up(VALIDATION, {"grader": typed(grader)})


def test_an_accepted_grader_is_returned(driver: Driver) -> None:
    found = judged(driver, GRADER)
    assert found.diagnostics == []
    assert plain(found.state["validated_grader"]) == GRADER


def test_a_refused_grader_is_an_error_with_the_reason(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("400:message=No such variable"):
        found = judged(driver, GRADER)
    [error] = found.diagnostics
    assert "validation of the grader" in error.detail
    assert "No such variable" in error.detail


@pytest.mark.parametrize("missing", ["input", "reference", "operation"])
def test_an_incomplete_grader_is_refused_without_a_request(
    driver: Driver, sandbox: Sandbox, missing: str
) -> None:
    found = judged(driver, {**GRADER, missing: None})
    assert f"`{missing}` must be set" in found.diagnostics[0].detail
    assert sandbox.requests() == []


@pytest.mark.parametrize(
    "content",
    [
        "{{sample.output_text}}",
        {"type": "input_text", "text": "{{sample.output_text}}"},
        ["Score the answer.", {"type": "output_text", "text": "{{sample.output_text}}"}],
    ],
)
def test_the_api_accepts_each_form_of_a_message(driver: Driver, content: Any) -> None:
    judge = {
        "type": "score_model",
        "name": "judge",
        "model": "gpt-6-luna",
        "input": [{"role": "user", "content": content}],
    }
    found = judged(driver, judge)
    assert found.diagnostics == []
    assert plain(found.state["validated_grader"]) == judge
