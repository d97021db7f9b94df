"""Limits of a single value: its length, its size, its form, its choices. See `provider_shim.rules`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sized
from typing import Any

from provider_shim.records import Record


class Limit(Record):
    """A limit, which returns a sentence about what is wrong with a value, or None. It also applies to values with unknown parts."""

    def __call__(self, value: Any) -> str | None:
        """Return what is wrong."""
        raise NotImplementedError


class Length(Limit):
    """The number of characters of a text."""

    least: int | None = None
    most: int | None = None

    def __call__(self, value: str) -> str | None:
        """See `Limit`."""
        if self.least is not None and len(value) < self.least:
            return (
                f"At least {_counted(self.least, 'character')} needed; the value has {len(value)}."
            )
        if self.most is not None and len(value) > self.most:
            return (
                f"At most {_counted(self.most, 'character')} allowed; the value has {len(value)}."
            )
        return None


class Matches(Limit):
    """The form of a text, as a regular expression."""

    pattern: str

    def __call__(self, value: str) -> str | None:
        """See `Limit`."""
        if re.fullmatch(self.pattern, value):
            return None
        return f"The value must match the regular expression {self.pattern}."


class Range(Limit):
    """The inclusive bounds of a number."""

    least: float | None = None
    most: float | None = None

    def __call__(self, value: Any) -> str | None:
        """See `Limit`."""
        if self.least is not None and value < self.least:
            return f"The value must be at least {self.least}, not {value}."
        if self.most is not None and value > self.most:
            return f"The value must be at most {self.most}, not {value}."
        return None


class Whole(Limit):
    """A number without a fraction."""

    def __call__(self, value: Any) -> str | None:
        """See `Limit`."""
        return None if value == int(value) else f"The value must be a whole number, not {value}."


class Items(Limit):
    """The number of elements of a list, set or map."""

    least: int | None = None
    most: int | None = None

    def __call__(self, value: Sized) -> str | None:
        """See `Limit`."""
        if self.least is not None and len(value) < self.least:
            return f"At least {_counted(self.least, 'element')} needed; {len(value)} are set."
        if self.most is not None and len(value) > self.most:
            return f"At most {_counted(self.most, 'element')} allowed; {len(value)} are set."
        return None


class Choices(Limit):
    """The complete list of the allowed values of a text."""

    known: tuple[str, ...]

    def __call__(self, value: str) -> str | None:
        """See `Limit`."""
        if value in self.known:
            return None
        return f'"{value}" is not an allowed value. The allowed values are: {_listed(self.known)}.{nearest(value, self.known)}'


class Known(Limit):
    """The known values of a text. Other values may be valid, so the result is only a warning.

    Attributes:
        known: the values.
        elsewhere: hints for values that are valid in other APIs but not here: what to use instead, as sentences.
    """

    known: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()

    def __call__(self, value: str) -> str | None:
        """See `Limit`."""
        if value in self.known:
            return None
        meant = dict(self.elsewhere).get(value)
        hint = f" {meant}" if meant else nearest(value, self.known)
        return f'"{value}" is not among the values that this provider knows: {_listed(self.known)}.{hint}'


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a question about the similar known word, with a space before it, or an empty text."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def in_sentence(names: Iterable[str], word: str = "and") -> str:
    """Return names of attributes or values as a part of a sentence, such as "`a`, `b` and `c`". There is at least one name."""
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} {word} {last}" if others else last


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)


def _counted(count: int, noun: str) -> str:
    return f"one {noun} is" if count == 1 else f"{count} {noun}s are"
