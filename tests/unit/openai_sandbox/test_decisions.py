"""Decisions: answers depend only on the question and the input. Invalid questions are refused."""

from __future__ import annotations

from typing import Any

import openai
import pytest

from tests.sandbox import Sandbox

MODEL = "gpt-6-luna"
TICKET = "My invoice is wrong: please mend it today."
QUESTIONS: list[dict[str, Any]] = [
    {"type": "predicate", "instructions": "please mend", "name": "polite"},
    {
        "type": "choice",
        "instructions": "About?",
        "choices": [{"value": "invoice"}, {"value": "login"}],
    },
    {"type": "choice", "instructions": "So?", "choices": [{"value": True}, {"value": "true"}]},
    {
        "type": "score",
        "instructions": "How bad?",
        "levels": [{"label": "fine"}, {"label": "wrong"}],
    },
    {"type": "predicate", "instructions": "Is it about a weapon?"},
]


def test_questions_are_answered_in_order_each_with_its_type(client: openai.OpenAI) -> None:
    response = client.decisions.create(model=MODEL, input=TICKET, questions=QUESTIONS)  # type: ignore[arg-type]
    polite, about, so, bad, refused = (one.to_dict() for one in response.answers)
    assert polite == {"type": "predicate", "name": "polite", "probability": 1.0}
    assert about["choice"] == "invoice"
    assert so["choice"] is True
    assert sum(one["probability"] for one in about["probabilities"]) == pytest.approx(1, abs=0.01)  # type: ignore[index,union-attr]
    assert 0.5 < bad["score"] < 1  # type: ignore[operator]
    assert refused == {"type": "refusal", "name": None}
    assert response.usage.total_tokens == response.usage.input_tokens + response.usage.output_tokens


def test_a_conversation_works_as_input_like_a_text(client: openai.OpenAI) -> None:
    items = [
        {"role": "user", "content": [{"type": "input_json", "data": {"text": TICKET}}]},
        {"type": "function_call", "call_id": "1", "name": "look", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "1", "output": "Found."},
    ]
    response = client.decisions.create(model=MODEL, input=items, questions=QUESTIONS[:1])  # type: ignore[arg-type]
    assert response.answers[0].to_dict()["probability"] == 1.0


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"model": "gpt-4o"}, "model"),
        ({"questions": []}, "questions"),
        ({"questions": [{**QUESTIONS[1], "choices": [{"value": "a"}]}]}, "questions[0].choices"),
        (
            {"questions": [{**QUESTIONS[1], "choices": [{"value": "a"}] * 2}]},
            "questions[0].choices",
        ),
        ({"questions": [{"type": "predicate"}]}, "questions[0].instructions"),
        (
            {"input": [{"type": "function_call_output", "call_id": "1", "output": ""}]},
            "input[0].call_id",
        ),
    ],
)
def test_an_invalid_question_is_refused(
    sandbox: Sandbox, wrong: dict[str, Any], param: str
) -> None:
    body = {"model": MODEL, "input": TICKET, "questions": QUESTIONS, **wrong}
    response = sandbox.client.post("/decisions", json=body)
    assert (response.status_code, response.json()["error"]["param"]) == (400, param)
