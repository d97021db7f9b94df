"""Decisions. They depend on the words that the question and the input have in common, so they are deterministic."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openai_sandbox.behaviours.chat import count_tokens
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid

_MODEL = "gpt-6-luna"
_REFUSED_WORD = "weapon"
_CALLS = {"function_call_output": "function_call", "custom_tool_call_output": "custom_tool_call"}
_BASE_WEIGHT = 0.1
"""The weight of a choice without any word in common with the input."""


def create(call: Call) -> Answer:
    """Answer every question. A question about a weapon gets a refusal."""
    if call.body["model"] != _MODEL:
        raise invalid(f"Unsupported model: only '{_MODEL}' is supported.", "model")
    given, questions = call.body["input"], call.body["questions"]
    _check_calls(given)
    for number, question in enumerate(questions):
        _check_choices(number, question)
    text = " ".join(_texts(given))
    prompt = text + " ".join(_texts(questions))
    answers = [_answer(question, _words(text)) for question in questions]
    tokens = {"input_tokens": count_tokens(prompt), "output_tokens": len(answers)}
    return Answer(
        body={
            "model": _MODEL,
            "answers": answers,
            "usage": {
                **tokens,
                "input_tokens_details": {"cache_write_tokens": 0, "cached_tokens": 0},
                "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": sum(tokens.values()),
            },
        }
    )


def _check_calls(given: Any) -> None:
    """Check that each output belongs to a call before it.

    Raises:
        ApiError: 400 about the first output without a call.
    """
    calls = set()
    for number, item in enumerate(given if isinstance(given, list) else ()):
        kind = item.get("type")
        calls.add((kind, item.get("call_id")))
        if kind in _CALLS and (_CALLS[kind], item["call_id"]) not in calls:
            raise invalid(f"No call has the id '{item['call_id']}'.", f"input[{number}].call_id")


def _check_choices(number: int, question: Mapping[str, Any]) -> None:
    values = [(type(one["value"]), one["value"]) for one in question.get("choices", ())]
    if len(set(values)) < len(values):
        raise invalid("Each choice must be unique.", f"questions[{number}].choices")


def _answer(question: Mapping[str, Any], words: set[str]) -> dict[str, Any]:
    answer = {"type": question["type"], "name": question.get("name")}
    instructions = _words(" ".join(_texts(question["instructions"])))
    if _REFUSED_WORD in instructions:
        return {**answer, "type": "refusal"}
    if question["type"] == "predicate":
        return {
            **answer,
            "probability": round(len(instructions & words) / max(1, len(instructions)), 3),
        }
    if question["type"] == "choice":
        choices = question["choices"]
        chances = _chances([_words(_text_of(one)) for one in choices], words)
        best = chances.index(max(chances))
        return {
            **answer,
            "choice": choices[best]["value"],
            "confidence": chances[best],
            "probabilities": [
                {"value": one["value"], "probability": chance}
                for one, chance in zip(choices, chances, strict=True)
            ],
        }
    levels = question["levels"]
    chances = _chances([_words(_text_of(one)) for one in levels], words)
    return {
        **answer,
        "score": round(sum(value * chance for value, chance in enumerate(chances)), 3),
        "confidence": max(chances),
        "probabilities": [
            {"label": one["label"], "value": value, "probability": chance}
            for value, (one, chance) in enumerate(zip(levels, chances, strict=True))
        ],
    }


def _chances(options: Sequence[set[str]], words: set[str]) -> list[float]:
    """Return the probability of each option. It grows with the number of its words in the input."""
    weights = [_BASE_WEIGHT + len(option & words) for option in options]
    return [round(weight / sum(weights), 3) for weight in weights]


def _text_of(option: Mapping[str, Any]) -> str:
    name = option.get("value", option.get("label"))
    return f"{json.dumps(name)} {option.get('description', '')}"


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for name, one in value.items():
                if name not in {"type", "role", "name", "call_id", "image_url"}:
                    yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


HANDLERS = {"POST /decisions": create}
