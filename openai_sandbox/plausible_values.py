"""Plausible values for a user's schema, such as a city for ``city``. They depend only on the schema and the names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import jsonschema
from referencing.exceptions import Unresolvable

from openai_sandbox.pattern_texts import matching

_DEEPEST = 60
_DEEPEST_REFERENCE = 2
_MANY_VALUES, _MOST_VALUES = 300, 5000
_FORMATS = {
    "date": "2026-01-15",
    "date-time": "2026-01-15T09:30:00Z",
    "time": "09:30:00Z",
    "duration": "PT30M",
    "uri": "https://example.com/",
    "email": "ada@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uuid": "0b1f6c2e-5d3a-4c8e-9f47-2a6d1e8b7c90",
}
# The texts and numbers for the last word of a name.
_TEXTS = {
    "address": "12 Main Street",
    "author": "Ada Lovelace",
    "category": "General",
    "city": "Paris",
    "code": "A1",
    "color": "blue",
    "company": "Example Ltd",
    "country": "France",
    "currency": "EUR",
    "date": "2026-01-15",
    "day": "Thursday",
    "description": "A short description.",
    "email": "ada@example.com",
    "id": "item-1",
    "language": "English",
    "location": "Paris",
    "name": "Ada Lovelace",
    "phone": "+33 1 23 45 67 89",
    "query": "example",
    "reason": "It fits best.",
    "sentiment": "positive",
    "status": "active",
    "summary": "A short summary.",
    "time": "09:30",
    "title": "An example",
    "unit": "celsius",
    "url": "https://example.com/",
}
_NUMBERS: Mapping[str, float] = {
    "age": 36,
    "amount": 19.99,
    "confidence": 0.9,
    "cost": 19.99,
    "count": 3,
    "latitude": 48.86,
    "longitude": 2.35,
    "price": 19.99,
    "probability": 0.9,
    "quantity": 3,
    "rating": 4,
    "score": 0.9,
    "temperature": 21.5,
    "total": 42,
    "year": 2026,
}

_COMPOSED = {"$ref", "allOf", "anyOf", "oneOf", "$defs", "definitions", "description", "title"}
_SAMPLES = ("A1", "a", "abc", "ABC", "1", "42", "123", "12345", "AB12", "AB-123", "ABC-123", "2026-01-15", "09:30",
            "+33123456789", "75001", "EUR", "FR", "en-US", "#1e90ff", "1.0.0", "ada@example.com", "Ada")  # fmt: skip
"""Plausible texts for strings with a pattern: the first one that matches is used."""
_COMPOSED = {"$ref", "allOf", "anyOf", "oneOf", "$defs", "definitions", "description", "title"}


def plausible(schema: Mapping[str, Any]) -> Any:
    """Return a plausible value that conforms to a JSON Schema of a user.

    If the schema has a restriction that this module does not know, the value can fail to conform to it.
    """
    try:
        return _Filler(schema).value(schema, "", ())
    except _EndlessError:  # no value of finite size conforms to the schema
        return {}


class _EndlessError(Exception):
    """The value would contain itself again and again. The caller has to choose another one."""


class _Filler:
    """Fills one schema. ``path`` is always the references and containers around a value."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._validator = jsonschema.Draft202012Validator(root)
        self._values = 0

    def value(self, schema: Any, name: str, path: tuple[str, ...]) -> Any:
        """Return a value.

        Raises:
            _EndlessError: There is no value of reasonable size.
        """
        self._values += 1
        if len(path) > _DEEPEST or self._values > _MOST_VALUES:
            raise _EndlessError
        if not isinstance(schema, Mapping):
            return {}
        found: list[Any] = []
        for branch, inner in self._branches(schema, path):
            try:
                value = self._value(branch, name, inner)
            except _EndlessError:
                continue
            if self._is_valid(schema, value):
                return value
            found.append(value)
        if found:
            return found[-1]
        raise _EndlessError

    def _branches(
        self, schema: Mapping[str, Any], path: tuple[str, ...]
    ) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
        """Yield the alternatives of a schema without references and unions. Those for null are last, in a large value first."""
        last = self._values < _MANY_VALUES
        own = {name: one for name, one in schema.items() if name not in _COMPOSED}
        if reference := schema.get("$ref"):
            if path.count(reference) < _DEEPEST_REFERENCE:
                target = {**self._resolved(reference), **own}
                yield from self._branches(target, (*path, reference))
            return
        for part in schema.get("allOf", ()):
            own = _merged(own, next((one for one, _ in self._branches(part, path)), {}))
        unions = [one for one in (schema.get("anyOf"), schema.get("oneOf")) if one]
        if not unions:
            kinds = own.get("type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            for kind in sorted(kinds, key=lambda one: (one == "null") == last):
                yield {**own, "type": kind}, path
            return
        alternatives = [
            (_merged(own, one), inner)
            for part in unions[0]
            if isinstance(part, Mapping)
            for one, inner in self._branches(part, path)
        ]
        yield from sorted(alternatives, key=lambda one: (one[0].get("type") == "null") == last)

    def _resolved(self, reference: str) -> Mapping[str, Any]:
        target: Any = self._root
        for part in reference.removeprefix("#").strip("/").split("/") if reference != "#" else ():
            key = part.replace("~1", "/").replace("~0", "~")
            target = target.get(key) if isinstance(target, Mapping) else None
        return target if isinstance(target, Mapping) else {}

    def _is_valid(self, schema: Mapping[str, Any], value: Any) -> bool:
        try:
            return bool(self._validator.evolve(schema=schema).is_valid(value))
        except (jsonschema.SchemaError, Unresolvable, re.error, TypeError, ValueError):
            return True  # the schema is wrong

    def _value(self, branch: Mapping[str, Any], name: str, path: tuple[str, ...]) -> Any:
        if "const" in branch:
            return branch["const"]
        if branch.get("enum"):
            return next((one for one in branch["enum"] if one is not None), None)
        match branch.get("type"):
            case "string":
                return self._text(branch, name)
            case "integer" | "number" as kind:
                return _number(branch, name, whole=kind == "integer")
            case "boolean":
                return True
            case "null":
                return None
            case "array":
                return self._list(branch, name, path)
        return self._object(branch, path)

    def _object(self, branch: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        result = {}
        for name, one in branch.get("properties", {}).items():
            try:
                result[name] = self.value(one, name, (*path, "{}"))
            except _EndlessError:
                if name in branch.get("required", ()):
                    raise
        return result

    def _list(self, branch: Mapping[str, Any], name: str, path: tuple[str, ...]) -> list[Any]:
        fewest = branch.get("minItems", 0)
        count = min(max(int(self._values < _MANY_VALUES), fewest), branch.get("maxItems", math.inf))
        singular = re.sub(r"(?<!s)s$", "", name)
        try:
            return [
                self.value(branch.get("items", {}), singular, (*path, "[]")) for _ in range(count)
            ]
        except _EndlessError:
            if fewest:
                raise
            return []

    def _text(self, branch: Mapping[str, Any], name: str) -> str:
        text = _FORMATS.get(branch.get("format", "")) or _TEXTS.get(_last_word(name)) or "example"
        text = text.ljust(branch.get("minLength", 0), ".")
        text = text[: branch.get("maxLength", len(text))]
        if "pattern" not in branch:
            return text
        candidates = (text, *_SAMPLES, *matching(branch["pattern"]))
        return next((one for one in candidates if self._is_valid(branch, one)), text)


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**first, **{name: one for name, one in second.items() if one is not None}}
    for name in ("properties", "required"):
        if name in first and name in second:
            both = (first[name], second[name])
            merged[name] = {**both[0], **both[1]} if name == "properties" else [*both[0], *both[1]]
    return merged


def _number(branch: Mapping[str, Any], name: str, *, whole: bool) -> float:
    """Return the number for the name, or the nearest one within the limits."""
    step = _fraction(branch.get("multipleOf", 1 if whole else 0))
    if whole and step.denominator != 1:
        step = Fraction(step.numerator)  # a whole multiple of a fraction
    low, high = _limit(branch, "minimum", step), _limit(branch, "maximum", -step)
    value = _fraction(_NUMBERS.get(_last_word(name), 1))
    if low is not None and value < low:
        value = low
    elif high is not None and value > high:
        value = high
    if step:
        value = math.ceil(value / step) * step
        value -= step if high is not None and value > high else 0
    return int(value) if value.denominator == 1 else float(value)


def _limit(branch: Mapping[str, Any], name: str, step: Fraction) -> Fraction | None:
    """Return the lowest or the highest value. A limit that is exclusive is one step away, or one with any step."""
    exclusive = f"exclusive{name.capitalize()}"
    sign = 1 if name == "minimum" else -1
    limits = []
    if name in branch:
        limits.append(_fraction(branch[name]))
    if isinstance(branch.get(exclusive), (int, float)):
        bound = _fraction(branch[exclusive])
        other = branch.get("exclusiveMaximum" if sign > 0 else "exclusiveMinimum")
        other = branch.get("maximum" if sign > 0 else "minimum", other)
        near = min(Fraction(1), abs(_fraction(other) - bound) / 4) if other is not None else 1
        limits.append(bound + (_beyond(bound, step) if step else sign * near))
    if not limits:
        return None
    return max(limits) if sign > 0 else min(limits)


def _beyond(bound: Fraction, step: Fraction) -> Fraction:
    """Return the distance to the next multiple of a step, which is positive or negative."""
    size = abs(step)
    rest = bound % size
    return size - rest if step > 0 else -(rest or size)


def _fraction(number: float) -> Fraction:
    return Fraction(str(number))


def _last_word(name: str) -> str:
    """Return the last word of ``snake_case`` and ``camelCase``, in lower case."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower().rsplit("_", 1)[-1]
