"""Completions of the oldest endpoint for texts, with deterministic output. They are not stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openai_sandbox.behaviours import chat, models, streams
from openai_sandbox.calls import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.scripted_answers import Prompt
from openai_sandbox.synthesis import build


def create(call: Call) -> Answer:
    """Create a completion with ``n`` choices for each prompt."""
    body = call.body
    models.require(call, body["model"])
    prompts = _prompts(body["prompt"])
    scripted = [
        call.answers.answer_to(Prompt(endpoint="completions", model=body["model"], input=one))
        for one in prompts
    ]
    choices: list[dict[str, Any]] = []
    for prompt, known in zip(prompts, scripted, strict=True):
        for number in range(body.get("n") or 1):
            text = chat.reply(prompt, number) if known is None else known.text or ""
            text, finish = chat.limited(body, text)
            before = prompt if body.get("echo") else ""
            facts = {"text": before + text, "logprobs": None, "finish_reason": finish}
            choices.append({"index": len(choices), **facts})
    read = sum(chat.count_tokens(one) for one in prompts)
    written = sum(chat.count_tokens(one["text"]) for one in choices)
    known_fields = {
        "id": new_id("cmpl-"),
        "object": "text_completion",
        "created": call.now,
        "model": body["model"],
        "choices": choices,
        "usage": {
            "prompt_tokens": read,
            "completion_tokens": written,
            "total_tokens": read + written,
        },
    }
    wire = build(call.operation.answer, known_fields)
    if body.get("stream"):
        options = body.get("stream_options") or {}
        streamed = streams.text_completion(wire, with_usage=options.get("include_usage") is True)
        return chat.paced(streamed, scripted[0])
    return chat.paced(Answer(body=wire), scripted[0])


def _prompts(given: str | Sequence[Any] | None) -> list[str]:
    """Return the prompts as texts. The sandbox shows the numbers of tokens."""
    if given is None or isinstance(given, str):
        return [given or "<|endoftext|>"]
    if given and isinstance(given[0], int):
        return [f"{list(given)}"]
    return [one if isinstance(one, str) else f"{one}" for one in given]


HANDLERS = {"POST /completions": create}
