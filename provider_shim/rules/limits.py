"""Limits of a value itself, whatever is inside: its length, its size, its form, its choices. See `provider_shim.rules`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sized
from typing import Any

from provider_shim.records import Record


class Limit(Record):
    """A limit, which returns a sentence on what is wrong with a value, or None. It holds for values with unknown parts too."""

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
    """The bounds of a number, which may be reached."""

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
        return None if value == int(value) else f"A whole number is needed, not {value}."


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
    """The values that a text can have, all of them."""

    known: tuple[str, ...]

    def __call__(self, value: str) -> str | None:
        """See `Limit`."""
        if value in self.known:
            return None
        return f'"{value}" is none of the values that it can have: {_listed(self.known)}.{nearest(value, self.known)}'


class Known(Limit):
    """The values of a text that are known. Others may be right: what it returns is a doubt.

    Attributes:
        known: the values.
        elsewhere: what to use instead of values that are known from elsewhere and cannot be meant here, as sentences.
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
    """Return a question for the known word that was probably meant, with a space before it; else nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)


def _counted(count: int, noun: str) -> str:
    return f"one {noun} is" if count == 1 else f"{count} {noun}s are"
