"""Finds the references in Terraform expressions: ``${openai_file.tips.id}`` refers to an attribute of ``openai_file.tips``.

It reads as much of the language as it needs for this: strings, names, brackets and calls. It computes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from openai_cdktf._misfits import Step

SPLAT: Final = "*"
"""The step of ``[*]`` and ``.*``."""

_OPENING = re.compile(r"(?<![$%])[$%]\{~?")
_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
    | (?P<quote>")
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<name>[A-Za-z_][\w-]*(?:::[A-Za-z_][\w-]*)*)
    | (?P<sign>=>|==|!=|<=|>=|&&|\|\||\.\.\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORDS = {"true", "false", "null", "for", "in", "if", "else", "endif", "endfor"}


@dataclass(frozen=True, kw_only=True)
class Index:
    """A step into a list or map. ``key`` is None if only Terraform knows it."""

    key: str | int | None


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A reference in an expression: a name, and the steps after it. ``function`` says whether it is a call of this function."""

    root: str
    steps: tuple[str | Index, ...] = ()
    function: bool = False

    def __str__(self) -> str:
        text = self.root
        for step in self.steps:
            if isinstance(step, Index):
                text += f"[{'…' if step.key is None else json.dumps(step.key)}]"
            else:
                text += "[*]" if step == SPLAT else f".{step}"
        return text


@dataclass(frozen=True, kw_only=True)
class _Token:
    kind: str
    text: str


def mentions(value: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Mention]]:
    """Yield all references in a JSON value, with the paths of the strings that contain them."""
    if isinstance(value, str):
        yield from ((path, one) for one in in_template(value))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from ((path, one) for one in in_template(key))
            yield from mentions(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from mentions(item, (*path, index))


def in_template(text: str) -> Iterator[Mention]:
    """Yield the references in the interpolations and directives of a string."""
    if "{" not in text:
        return
    position = 0
    parts = []
    while opening := _OPENING.search(text, position):
        tokens, position = _tokens(text, opening.end(), "}")
        parts.append(tokens)
    # A directive (`%{ for … }`) introduces names for the interpolations after it.
    bound = {name for tokens in parts for name in _bound(tokens)}
    for tokens in parts:
        yield from _in_tokens(tokens, bound)


def in_expression(text: str) -> list[Mention]:
    """Return the references in an expression without ``${}``, such as an entry of ``depends_on``."""
    tokens, _ = _tokens(text, 0, "")
    return list(_in_tokens(tokens, _bound(tokens)))


def _tokens(text: str, position: int, closing: str) -> tuple[list[_Token], int]:
    """Return the tokens up to the closing bracket, and the position after it."""
    tokens: list[_Token] = []
    depth = 0
    while position < len(text) and (match := _TOKEN.match(text, position)):
        position = match.end()
        kind = str(match.lastgroup)
        if kind == "space":
            if "\n" in match[0]:
                tokens.append(_Token(kind="line", text="\n"))
            continue
        if kind == "quote":
            content, position = _string(text, position)
            tokens.append(_Token(kind="string", text=content))
            continue
        if kind == "sign":
            if match[0] == closing and not depth:
                break
            depth += (match[0] in "{[(") - (match[0] in "}])")
        tokens.append(_Token(kind=kind, text=match[0]))
    return tokens, position


def _string(text: str, position: int) -> tuple[str, int]:
    """Return the content of a quoted string, and the position after it. Interpolations can contain strings."""
    start = position
    while position < len(text) and text[position] != '"':
        if text[position] == "\\":
            position += 2
        elif opening := _OPENING.match(text, position):
            _, position = _tokens(text, opening.end(), "}")
        else:
            position += 1
    return text[start:position], position + 1


def _in_tokens(tokens: list[_Token], bound: set[str]) -> Iterator[Mention]:
    brackets: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        before = next((one.text for one in tokens[position - 1 :: -1]), "") if position else ""
        position += 1
        if token.kind == "string":
            yield from in_template(token.text)
        elif token.kind == "sign":
            if token.text in "{[(":
                brackets.append(token.text)
            elif token.text in "}])" and brackets:
                brackets.pop()
        elif token.kind == "name" and before != ".":
            following = tokens[position].text if position < len(tokens) else ""
            if following == "(":
                yield Mention(root=token.text, function=True)
            elif not _is_key(before, following, brackets) and token.text not in _WORDS:
                steps, inner, position = _steps(tokens, position, bound)
                if token.text not in bound:
                    yield Mention(root=token.text, steps=steps)
                yield from inner


def _is_key(before: str, following: str, brackets: list[str]) -> bool:
    return following in ("=", ":") and brackets[-1:] == ["{"] and before in ("{", ",", "\n")


def _bound(tokens: list[_Token]) -> set[str]:
    """Return the names that ``for`` introduces."""
    names = set()
    introducing = False
    for token in tokens:
        if token.kind == "name" and token.text == "for":
            introducing = True
        elif token.kind == "name" and token.text == "in":
            introducing = False
        elif introducing and token.kind == "name":
            names.add(token.text)
    return names


def _steps(
    tokens: list[_Token], position: int, bound: set[str]
) -> tuple[tuple[str | Index, ...], list[Mention], int]:
    """Return the steps after a name, the references in its indices, and the position after them."""
    steps: list[str | Index] = []
    inner: list[Mention] = []
    while position + 1 < len(tokens):
        sign, following = tokens[position], tokens[position + 1]
        if sign.text == "." and sign.kind == "sign":
            if following.kind == "number":
                # ``.0.1`` is one number for the tokenizer.
                steps += [Index(key=int(part)) for part in following.text.split(".")]
            elif following.kind == "name" or following.text == "*":
                steps.append(following.text)
            else:
                break
            position += 2
        elif sign.text == "[" and sign.kind == "sign":
            content, position = _bracket(tokens, position + 1)
            steps.append(_index(content))
            inner += _in_tokens(content, bound)
        else:
            break
    return tuple(steps), inner, position


def _bracket(tokens: list[_Token], position: int) -> tuple[list[_Token], int]:
    start, depth = position, 1
    while position < len(tokens) and depth:
        if tokens[position].kind == "sign":
            depth += (tokens[position].text in "{[(") - (tokens[position].text in "}])")
        position += 1
    return tokens[start : position - 1], position


def _index(content: list[_Token]) -> str | Index:
    if len(content) != 1:
        return Index(key=None)
    (token,) = content
    if token.text == "*" and token.kind == "sign":
        return SPLAT
    if token.kind == "number" and token.text.isdigit():
        return Index(key=int(token.text))
    return Index(key=token.text if token.kind == "string" and "{" not in token.text else None)
