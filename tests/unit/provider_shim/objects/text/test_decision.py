"""``openai_decision``: questions of several kinds, and their answers in the same order."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.objects.text.decisions import DecisionRequest
from provider_shim.vocabulary.diagnostics import ProviderError, render_path
from provider_shim.vocabulary.values import typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

DECISION = "openai_decision"
TICKET = "My invoice is wrong: please mend it today."
CHOICE: dict[str, Any] = {
    "type": "choice",
    "instructions": "About?",
    "choices": [{"value": "invoice"}, {"value": True}],
}


def arguments(*questions: dict[str, Any], about: Any = TICKET) -> dict[str, Any]:
    return {"model": "gpt-6-luna", "input": typed(about), "questions": typed(list(questions))}


def answers(driver: Driver, *questions: dict[str, Any], about: Any = TICKET) -> list[Any]:
    result = driver.look_up(DECISION, arguments(*questions, about=about))
    assert result.diagnostics == []
    assert result.state is not None
    return list(result.state["answers"])


def faults(driver: Driver, **config: Any) -> list[tuple[str, str]]:
    attributes = driver.provider.data_sources[DECISION].attributes
    diagnostics = driver.provider.validate_data_source(DECISION, configured(attributes, config))
    return [(render_path(one.path), one.detail) for one in diagnostics]


def test_each_answer_has_the_fields_of_its_kind_and_otherwise_null(driver: Driver) -> None:
    likely, chosen, graded, refused = answers(
        driver,
        {"type": "predicate", "name": "polite", "instructions": "please mend"},
        CHOICE,
        {
            "type": "score",
            "instructions": "How bad?",
            "levels": [{"label": "fine"}, {"label": "wrong"}],
        },
        {"type": "predicate", "instructions": "Is it about a weapon?"},
    )
    assert (likely["name"], likely["probability"], likely["choice"]) == ("polite", 1, None)
    assert (chosen["choice"], chosen["choice_is_true"]) == ("invoice", None)
    assert [(one["value"], one["value_is_true"]) for one in chosen["probabilities"]] == [
        ("invoice", None),
        (None, True),
    ]
    assert [(one["label"], one["level"]) for one in graded["probabilities"]] == [
        ("fine", 0),
        ("wrong", 1),
    ]
    assert 0.5 < graded["score"] < 1
    assert refused == {**dict.fromkeys(refused), "type": "refusal"}


def test_true_and_the_string_true_are_different_choices(driver: Driver) -> None:
    question = {**CHOICE, "choices": [{"value": "true"}, {"value": True, "description": "today"}]}
    (answer,) = answers(driver, question)
    assert (answer["choice"], answer["choice_is_true"]) == (None, True)


def test_an_item_without_a_type_is_a_message(driver: Driver, sandbox: Sandbox) -> None:
    about = [
        {"role": "user", "content": [{"type": "input_json", "data": {"text": TICKET}}]},
        {"type": "function_call", "call_id": "1", "name": "look", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "1", "output": "Found."},
    ]
    question = {"type": "predicate", "instructions": [{"type": "input_text", "text": "invoice"}]}
    (answer,) = answers(driver, question, about=about)
    assert answer["probability"] == 1
    (sent,) = sandbox.requests(path="/decisions")
    assert sent["body"]["input"] == about


@pytest.mark.parametrize(
    ("wrong", "where", "word"),
    [
        ({"questions": typed([])}, "questions", "At least one"),
        ({"questions": typed([{**CHOICE, "choices": None}])}, "questions[0]", "`choices` must be"),
        (
            {"questions": typed([{**CHOICE, "choices": [{"value": "a"}] * 2}])},
            "questions[0].choices",
            '"a" is in the list twice',
        ),
        (
            {"questions": typed([{**CHOICE, "levels": [{"label": "a"}]}])},
            "questions[0]",
            "`levels` must not be",
        ),
        ({"input": typed([{"content": "Hi."}])}, "input[0]", "`role` must be"),
        ({"input": typed([{"type": "function_call"}])}, "input[0]", "`arguments` must be"),
    ],
)
def test_an_invalid_request_is_refused_during_validation(
    driver: Driver, wrong: dict[str, Any], where: str, word: str
) -> None:
    ((path, detail),) = faults(driver, **{**arguments(CHOICE), **wrong})
    assert path == where
    assert word in detail


def test_a_choice_without_a_value_is_reported_once(driver: Driver) -> None:
    question = {**CHOICE, "choices": [{"description": "a"}, {"value": "b"}]}
    assert faults(driver, **arguments(question)) == [
        ("questions[0].choices[0]", "`value` must be set.")
    ]


@pytest.mark.parametrize("expected_text", [{}, {"answers": None}, {"answers": []}])
def test_a_response_without_answers_is_an_error(expected_text: dict[str, Any]) -> None:
    with pytest.raises(ProviderError, match="No decision"):
        DecisionRequest().reshape(expected_text)


def test_the_ephemeral_resource_returns_the_same_answers(driver: Driver) -> None:
    attributes = driver.provider.ephemeral_resources[DECISION].attributes
    opened = driver.provider.open_ephemeral(DECISION, configured(attributes, arguments(CHOICE)))
    assert opened.result is not None
    assert opened.result["answers"] == answers(driver, CHOICE)
    assert opened.result["usage"]["total_tokens"] > 0
