"""Scripted answers of models: which answer a request gets, in the words of a file (see ``answers.schema.json``).

This module creates no response. The behaviours give a scripted answer the form of their endpoint.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openai_sandbox.durations import seconds
from openai_sandbox.errors import ApiError
from openai_sandbox.yaml_files import Place, YamlFile, published_schema

_CAPTURE = re.compile(r"\{(\w+)\}")
_TEMPLATE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_PATTERNS = ("model", "instructions", "input", "tool_output")
_NAMES = {*_PATTERNS, "number"}
Source = str | Path | Sequence[Mapping[str, Any]]
"""The path of a file, or the answers themselves."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Prompt:
    """What a model receives. ``tool_output`` is None unless the request ends with the output of a tool."""

    endpoint: str
    model: str
    input: str
    instructions: str = ""
    tool_output: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ToolCall:
    """A call of a function. ``arguments`` is JSON text."""

    name: str
    arguments: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Scripted:
    """The answer to one request. ``delay`` and ``pace`` are in seconds."""

    text: str | None = None
    refusal: str | None = None
    calls: tuple[ToolCall, ...] = ()
    delay: float = 0
    pace: float = 0


class AnswerBook:
    """The scripted answers, and how often each of them was given.

    Attributes:
        file: The content of the file.
    """

    def __init__(self, source: Source | None = None) -> None:
        """Read the answers. The file can also contain recordings, see `AnswerBook.file`.

        Raises:
            FileError: The file cannot be read or has a mistake.
        """
        content: Any = source
        if not isinstance(source, (str, Path)):
            content = {"answers": [dict(one) for one in source or ()]}
        file = YamlFile(content, published_schema("answers"))
        self.file = file
        self._rules: list[dict[str, Any]] = file.content.get("answers") or []
        self._given = [0] * len(self._rules)
        for number, rule in enumerate(self._rules):
            known = _NAMES.union(*(_CAPTURE.findall(one) for one in _patterns(rule).values()))
            for place, name in _templates(rule, ("answers", number)):
                if name not in known:
                    names = ", ".join(sorted(known))
                    raise file.error(place, f"There is no value {name!r}. Use one of {names}.")

    def reset(self) -> None:
        """Start every sequence again."""
        self._given = [0] * len(self._rules)

    def answer_to(self, prompt: Prompt) -> Scripted | None:
        """Return the first answer whose conditions the prompt meets, None without one.

        Raises:
            ApiError: The answer is an error.
        """
        for number, rule in enumerate(self._rules):
            captured = _match(rule, prompt)
            if captured is None:
                continue
            self._given[number] += 1
            values = {**dataclasses.asdict(prompt), **captured, "number": self._given[number]}
            return _scripted(_filled(_current(rule, self._given[number]), values))
        return None


def _match(rule: Mapping[str, Any], prompt: Prompt) -> dict[str, str] | None:
    """Return the texts that the patterns capture, None if the prompt does not meet a condition."""
    conditions = rule.get("when", {})
    if conditions.get("endpoint", prompt.endpoint) != prompt.endpoint:
        return None
    # Otherwise the model would call the tool again with each output.
    calls = {"tool_call", "tool_calls"} & {*rule, *rule.get("sequence", [{}])[0]}
    if prompt.tool_output is not None and calls and "tool_output" not in conditions:
        return None
    captured: dict[str, str] = {}
    for name, pattern in _patterns(rule).items():
        text = getattr(prompt, name)
        found = None if text is None else _expression(pattern).fullmatch(text.strip())
        if found is None:
            return None
        captured |= found.groupdict()
    return captured


def _patterns(rule: Mapping[str, Any]) -> dict[str, str]:
    return {name: one for name, one in rule.get("when", {}).items() if name in _PATTERNS}


def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*|\{\w+\})", pattern)
    known: set[str] = set()
    source = ""
    for part in parts:
        capture = _CAPTURE.fullmatch(part)
        if capture and capture[1] not in known and not capture[1][0].isdigit():
            known.add(capture[1])
            source += f"(?P<{capture[1]}>.+?)"
        else:
            source += ".*" if part == "*" else re.escape(part)
    return re.compile(source, re.IGNORECASE | re.DOTALL)


def _current(rule: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    sequence = rule.get("sequence") or [rule]
    current = {**rule, **sequence[min(number, len(sequence)) - 1]}
    return {name: one for name, one in current.items() if name not in {"when", "sequence"}}


def _templates(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield the place and the name of each template."""
    if isinstance(value, str):
        yield from ((place, name) for name in _TEMPLATE.findall(value))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name != "when":
                yield from _templates(one, (*place, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _templates(one, (*place, number))


def _filled(value: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        return _TEMPLATE.sub(lambda found: str(values[found[1]] or ""), value)
    if isinstance(value, Mapping):
        return {name: _filled(one, values) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, values) for one in value]
    return value


def _scripted(answer: Mapping[str, Any]) -> Scripted:
    delay, pace = seconds(answer.get("delay")), seconds(answer.get("pace"))
    if "error" in answer:
        raise _error(answer["error"], delay)
    calls = answer.get("tool_calls", [answer["tool_call"]] if "tool_call" in answer else [])
    return Scripted(
        text=json.dumps(answer["value"]) if "value" in answer else answer.get("text"),
        refusal=answer.get("refusal"),
        calls=tuple(
            ToolCall(name=one["name"], arguments=json.dumps(one.get("arguments", {})))
            for one in calls
        ),
        delay=delay,
        pace=pace,
    )


def _error(facts: Mapping[str, Any], delay: float) -> ApiError:
    status = facts["status"]
    kind = "server_error" if status >= 500 else "invalid_request_error"  # noqa: PLR2004  # HTTP
    return ApiError(
        status,
        facts.get("message", "This error is in the script of the sandbox's answers."),
        kind=facts.get("type", kind),
        code=facts.get("code"),
        delay=delay,
    )
