"""Patterns for values of a template: `Match`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import translate
from typing import Any

from openai_cdktf._calls import public_type
from openai_cdktf._misfits import Step


class _Missing:
    """The marker of a value that is not set."""

    def __repr__(self) -> str:
        return "not set"


MISSING = _Missing()


@dataclass(frozen=True, kw_only=True)
class Mismatch:
    """A difference between a value and a pattern.

    Attributes:
        path: the steps to the value.
        expected: a description of the pattern.
        actual: the value.
    """

    path: tuple[Step, ...]
    expected: str
    actual: Any


@public_type
class Matcher:
    """A pattern for a value. Create one with `Match`, or write a subclass."""

    def mismatches(self, value: Any, path: tuple[Step, ...] = ()) -> Iterator[Mismatch]:
        """Yield the differences between a value and this pattern. The value of a missing attribute is `MISSING`."""
        if not self.fits(value):
            yield Mismatch(path=path, expected=repr(self), actual=value)

    def fits(self, value: Any) -> bool:
        """Return whether a value has this pattern."""
        return next(self.mismatches(value), None) is None

    @property
    def content(self) -> Any:
        """The values and patterns in this pattern, in the form of a value, whose names the type must have. Defaults to None."""
        return None

    def resolved(self, resolve: Callable[[Any], Any]) -> Matcher:  # noqa: ARG002 - for subclasses
        """Return this pattern with the values inside it resolved: references become expressions of Terraform."""
        return self


@dataclass(frozen=True)
class _Pattern(Matcher):
    """A pattern that contains values or other patterns in its only member."""

    @property
    def content(self) -> Any:
        """See `Matcher.content`."""
        (content,) = vars(self).values()
        return content

    def resolved(self, resolve: Callable[[Any], Any]) -> Matcher:
        ((name, content),) = vars(self).items()
        return replace(self, **{name: resolve(content)})


@dataclass(frozen=True)
class _Any(Matcher):
    def fits(self, value: Any) -> bool:
        return value is not MISSING and value is not None

    def __repr__(self) -> str:
        return "any value"


@dataclass(frozen=True)
class _Absent(Matcher):
    def fits(self, value: Any) -> bool:
        return value is MISSING or value is None

    def __repr__(self) -> str:
        return "not set"


@dataclass(frozen=True)
class _StringLike(Matcher):
    pattern: str

    def fits(self, value: Any) -> bool:
        return isinstance(value, str) and re.match(translate(self.pattern), value) is not None

    def __repr__(self) -> str:
        return f"a string like {json.dumps(self.pattern)}"


@dataclass(frozen=True)
class _Exactly(_Pattern):
    expected: Any

    def mismatches(self, value: Any, path: tuple[Step, ...] = ()) -> Iterator[Mismatch]:
        return _differences(self.expected, value, path, exact=True)


@dataclass(frozen=True)
class _ObjectLike(_Pattern):
    entries: Mapping[str, Any]

    def mismatches(self, value: Any, path: tuple[Step, ...] = ()) -> Iterator[Mismatch]:
        return _differences(self.entries, value, path, exact=False)


@dataclass(frozen=True)
class _ArrayWith(_Pattern):
    items: Sequence[Any]

    def mismatches(self, value: Any, path: tuple[Step, ...] = ()) -> Iterator[Mismatch]:
        if not isinstance(value, list):
            yield Mismatch(path=path, expected="a list", actual=value)
            return
        start = 0
        for item in self.items:
            matcher = as_matcher(item)
            found = next((n for n in range(start, len(value)) if matcher.fits(value[n])), None)
            if found is None:
                where = f" after item {start - 1}" if start else ""
                expected = f"a list with {described(item)}{where}"
                yield Mismatch(path=path, expected=expected, actual=value)
                return
            start = found + 1

    def __repr__(self) -> str:
        return f"a list with {', '.join(map(described, self.items))}"


@dataclass(frozen=True)
class _SerializedJson(Matcher):
    pattern: Any

    def resolved(self, resolve: Callable[[Any], Any]) -> Matcher:
        return _SerializedJson(resolve(self.pattern))

    def mismatches(self, value: Any, path: tuple[Step, ...] = ()) -> Iterator[Mismatch]:
        try:
            content = json.loads(value)
        except (TypeError, ValueError):
            yield Mismatch(path=path, expected="JSON in a string", actual=value)
            return
        yield from as_matcher(self.pattern).mismatches(content, path)

    def __repr__(self) -> str:
        return f"JSON with {described(self.pattern)}"


@dataclass(frozen=True)
class _Not(_Pattern):
    pattern: Any

    def fits(self, value: Any) -> bool:
        return not as_matcher(self.pattern).fits(value)

    def __repr__(self) -> str:
        return f"not {described(self.pattern)}"


@public_type
class Match:
    """Patterns for the values of `Template.has`, `Template.count` and `Template.find`.

    A mapping, also inside another value, has the pattern of `object_like`. A list must have the same length. All other values must
    be equal.
    """

    @staticmethod
    def any() -> Matcher:
        """Match any value that is set."""
        return _Any()

    @staticmethod
    def absent() -> Matcher:
        """Match a value that is not set."""
        return _Absent()

    @staticmethod
    def string_like(pattern: str) -> Matcher:
        """Match a string with a shell pattern: ``*`` stands for any characters, ``?`` for one, ``[ab]`` for one of these."""
        return _StringLike(pattern)

    @staticmethod
    def array_with(items: Sequence[Any]) -> Matcher:
        """Match a list that contains these items, in this order. It can have further items."""
        return _ArrayWith(tuple(items))

    @staticmethod
    def object_like(entries: Mapping[str, Any]) -> Matcher:
        """Match an object that contains these entries. It can have further entries."""
        return _ObjectLike(entries)

    @staticmethod
    def exactly(value: Any) -> Matcher:
        """Match an equal value: objects without further entries."""
        return _Exactly(value)

    @staticmethod
    def serialized_json(pattern: Any) -> Matcher:
        """Match a string with JSON, whose content has a pattern."""
        return _SerializedJson(pattern)

    @staticmethod
    def not_(pattern: Any) -> Matcher:
        """Match a value that does not have a pattern."""
        return _Not(pattern)


def as_matcher(pattern: Any) -> Matcher:
    """Return the matcher of a pattern: itself, or one for a plain value."""
    return pattern if isinstance(pattern, Matcher) else _ObjectLike(pattern)


def described(pattern: Any) -> str:
    """Return a pattern as text."""
    if isinstance(pattern, _ObjectLike | _Exactly):
        return described(pattern.entries if isinstance(pattern, _ObjectLike) else pattern.expected)
    if isinstance(pattern, Mapping):
        return (
            "{"
            + ", ".join(f"{json.dumps(key)}: {described(item)}" for key, item in pattern.items())
            + "}"
        )
    if isinstance(pattern, list | tuple):
        return f"[{', '.join(map(described, pattern))}]"
    if isinstance(pattern, Matcher) or pattern is MISSING:
        return repr(pattern)
    return json.dumps(pattern, ensure_ascii=False)


def _differences(
    expected: Any, value: Any, path: tuple[Step, ...], *, exact: bool
) -> Iterator[Mismatch]:
    if isinstance(expected, Matcher):
        yield from expected.mismatches(value, path)
    elif isinstance(expected, Mapping) and isinstance(value, Mapping):
        for key, item in expected.items():
            yield from _differences(item, value.get(key, MISSING), (*path, key), exact=exact)
        for key in value if exact else ():
            if key not in expected:
                yield Mismatch(path=(*path, key), expected=repr(MISSING), actual=value[key])
    elif isinstance(expected, list | tuple) and isinstance(value, list):
        if len(expected) != len(value):
            yield Mismatch(path=path, expected=described(expected), actual=value)
            return
        for index, (item, actual) in enumerate(zip(expected, value, strict=True)):
            yield from _differences(item, actual, (*path, index), exact=exact)
    elif expected != value or isinstance(expected, bool) is not isinstance(value, bool):
        yield Mismatch(path=path, expected=described(expected), actual=value)
