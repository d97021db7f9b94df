"""Checks examples for supervised fine-tuning, and writes them as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from openai_cdktf._calls import public_type
from openai_cdktf._known import is_token
from openai_cdktf._misfits import Fault, Step, meant_by, written
from openai_cdktf.patterns._expressions import literal


@public_type
@dataclass(frozen=True, kw_only=True)
class Example:
    """One conversation that shows the model how to answer.

    Attributes:
        user: What the user says.
        assistant: The answer that the model must learn.
        system: The instructions for the model, or None.
    """

    user: str
    assistant: str
    system: str | None = None

    def line(self) -> dict[str, Any]:
        """Return the example in the form of the API."""
        system = [] if self.system is None else [{"role": "system", "content": self.system}]
        turns = [("user", self.user), ("assistant", self.assistant)]
        return {"messages": [*system, *({"role": role, "content": text} for role, text in turns)]}


Line: TypeAlias = Mapping[str, Any]
"""An example in the form of the API: its `messages`, and possibly its `tools`."""

FEWEST: Final = 10
"""The fewest examples with which the API trains a model."""

_ROLES: Final = ("system", "developer", "user", "assistant", "tool")
_KEYS: Final = ("messages", "tools", "parallel_tool_calls", "functions")
_SHOWN = 20
"""The most faults of one file in a message."""


def lines_of(examples: Iterable[Any]) -> list[Any]:
    """Return examples in the form of the API. Values of other types are unchanged, and `faults_of` reports them."""
    return [one.line() if isinstance(one, Example) else one for one in examples]


def read_lines(file: Path) -> Iterator[tuple[int, Any]]:
    """Yield the number and the value of each line of a file that is not empty. A `ValueError` stands for invalid JSON."""
    with file.open("rb") as content:
        for number, line in enumerate(content, 1):
            if line.strip():
                try:
                    yield number, json.loads(line)
                except ValueError as error:  # also of bytes that are not UTF-8
                    yield number, error


def faults_of(examples: Iterable[tuple[Any, Any]], argument: str, fewest: int) -> list[Fault]:
    """Return the faults of all examples.

    Args:
        examples: the examples, each with its line in a file, or a tuple of steps in a list.
        argument: the argument with the examples.
        fewest: the fewest examples that the API accepts.
    """
    faults: list[Fault] = []
    count = 0
    for place, example in examples:
        count += 1
        for text in _texts(example):
            if isinstance(place, int):
                faults.append(Fault(f"line {place}: {text}", (argument,)))
            else:
                faults.append(Fault(text, (argument, *place), ruled=True))
    if count < fewest:
        text = f"has {count} examples, but the API needs at least {fewest}"
        faults.append(Fault(text, (argument,)))
    if len(faults) > _SHOWN:
        more = Fault(f"has {len(faults) - _SHOWN} more faults", (argument,))
        faults = [*faults[:_SHOWN], more]
    return faults


def json_lines(lines: Iterable[Any], encode: Any) -> str:
    """Return examples as JSON Lines.

    Args:
        lines: the examples in the form of the API.
        encode: the function of the CDK that encodes a value with tokens as JSON in Terraform.
    """
    return "".join(f"{_encoded(line, encode)}\n" for line in lines)


def _encoded(line: Any, encode: Any) -> str:
    text = json.dumps(line, ensure_ascii=False, default=str)
    # Examples often contain code, so `${` is text here. Only the CDK's tokens are references.
    return str(encode(line)) if "${TfToken[" in text else str(literal(text))


def _texts(example: Any) -> Iterator[str]:
    """Yield a sentence for each fault of an example."""
    if isinstance(example, ValueError):
        yield f"is not valid JSON: {example}"
        return
    if not isinstance(example, Mapping):
        yield f"must be an object with `messages`, not {_kind(example)}"
        return
    for key in example.keys() - set(_KEYS):
        meant = meant_by(key, dict.fromkeys(_KEYS))
        yield f"has the unknown key `{key}`" + (f": did you mean `{meant}`?" if meant else "")
    messages = example.get("messages")
    if not isinstance(messages, list) or not messages:
        yield "needs `messages`, a list of at least one message"
        return
    for index, message in enumerate(messages):
        for path, text in _message_faults(message):
            yield f"{written(('messages', index, *path))} {text}"
    last = messages[-1]
    if isinstance(last, Mapping) and last.get("role") in _ROLES and last["role"] != "assistant":
        yield f"must end with a message of the assistant, which the model learns, not of the {last['role']}"


def _message_faults(message: Any) -> Iterator[tuple[tuple[Step, ...], str]]:
    if not isinstance(message, Mapping):
        yield (), f"must be an object with `role` and `content`, not {_kind(message)}"
        return
    role = message.get("role")
    if not is_token(role) and role not in _ROLES:
        meant = meant_by(role, dict.fromkeys(_ROLES))
        advice = f"did you mean `{meant}`?" if meant else f"use one of {', '.join(_ROLES)}"
        yield ("role",), f"is {json.dumps(role, default=str)}: {advice}"
    content = message.get("content")
    calls = message.get("tool_calls") or message.get("function_call")
    if content is None and not calls:
        yield ("content",), "is required"
    elif content is not None and not isinstance(content, str | list):
        yield ("content",), f"must be a string or a list of parts, not {_kind(content)}"
    elif role == "assistant" and not calls and not is_token(content) and not content:
        yield ("content",), "is empty, and the model would learn to say nothing"
    if "weight" in message and (role != "assistant" or message["weight"] not in (0, 1)):
        yield ("weight",), "must be 0 or 1, and only a message of the assistant can have it"


def _kind(value: Any) -> str:
    return "null" if value is None else type(value).__name__
