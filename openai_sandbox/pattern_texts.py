"""Texts that match a regular expression. They depend only on the expression."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

# The parser of the standard library. Its module has been private since Python 3.11, and its results are the same since 2001.
_parse: Callable[[str], Any] = importlib.import_module("re._parser").parse
_CHARACTERS = "a1A0Bb-_ .,:/@#+éZz9\t\n"
_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdigit,
    "CATEGORY_NOT_DIGIT": lambda one: not one.isdigit(),
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_NOT_SPACE": lambda one: not one.isspace(),
    "CATEGORY_WORD": lambda one: one.isalnum() or one == "_",
    "CATEGORY_NOT_WORD": lambda one: not (one.isalnum() or one == "_"),
}
_MOST = 64


def matching(pattern: str) -> Iterator[str]:
    """Yield texts that match a pattern, short ones first. Yield none if the pattern is invalid or too complicated."""
    seen = set()
    for repeats in (0, 1, 2, 3, 5, 8, 16, 32, _MOST):
        for branch in range(4):
            try:
                text = _Writer(repeats, branch).text(_parse(pattern))
                found = text not in seen and re.search(pattern, text)
            except (re.error, _UnknownError, OverflowError, RecursionError):
                return
            seen.add(text)
            if found:
                yield text


class _UnknownError(Exception):
    """The pattern has a part for which this module writes no text, such as a lookahead."""


class _Writer:
    """Writes one text. Each part repeats at least ``repeats`` times if it can. ``branch`` chooses the alternatives."""

    def __init__(self, repeats: int, branch: int) -> None:
        self._repeats = repeats
        self._branch = branch
        self._groups: dict[int, str] = {}

    def text(self, parts: Iterable[tuple[Any, Any]]) -> str:
        return "".join(self._part(str(kind), value) for kind, value in parts)

    def _part(self, kind: str, value: Any) -> str:
        match kind:
            case "LITERAL":
                return chr(value)
            case "NOT_LITERAL":
                return next(one for one in _CHARACTERS if one != chr(value))
            case "ANY":
                return _CHARACTERS[0]
            case "AT":
                return ""
            case "IN":
                return _character(value)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                fewest, most, inner = value
                count = min(max(fewest, self._repeats), int(most), max(fewest, _MOST))
                return "".join(self.text(inner) for _ in range(count))
            case "SUBPATTERN":
                text = self.text(value[3])
                self._groups[value[0]] = text
                return text
            case "BRANCH":
                return self.text(value[1][self._branch % len(value[1])])
            case "GROUPREF":
                return self._groups.get(value, "")
        raise _UnknownError


def _character(members: Sequence[tuple[Any, Any]]) -> str:
    """Return a character of a class, preferably a letter or a digit."""
    first = [
        chr(value[0] if str(kind) == "RANGE" else value)
        for kind, value in members
        if str(kind) in {"RANGE", "LITERAL"}
    ]
    candidates: list[str] = [*_CHARACTERS, *first]
    for one in candidates:
        if _is_member(one, members):
            return one
    raise _UnknownError


def _is_member(character: str, members: Sequence[tuple[Any, Any]]) -> bool:
    negated = found = False
    for kind, value in members:
        match str(kind):
            case "NEGATE":
                negated = True
            case "LITERAL":
                found = found or ord(character) == value
            case "RANGE":
                found = found or value[0] <= ord(character) <= value[1]
            case _:
                found = found or _CATEGORIES[str(value)](character)
    return found != negated
