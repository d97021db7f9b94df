"""Plausible values for a user's schema, such as a city for ``city``. They depend only on the schema and the names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openai_sandbox.schema_validation import is_valid
from openai_sandbox.schemas import Schema
from openai_sandbox.synthesis import branches, is_nullable, minimal, object_schema

_DEEPEST = 6
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
_SAMPLES = ("A1", "a", "abc", "ABC", "1", "42", "123", "12345", "AB12", "AB-123", "ABC-123", "2026-01-15", "09:30",
            "+33123456789", "75001", "EUR", "FR", "en-US", "#1e90ff", "1.0.0", "ada@example.com", "Ada")  # fmt: skip
"""Values for strings with a pattern: the first one that matches is used."""


def plausible(schema: Schema, name: str = "", depth: int = 0) -> Any:
    """Return a plausible value that conforms to the schema.

    If the schema has a restriction that this module does not know, return the smallest value instead.

    Args:
        schema: The normalised schema of the value.
        name: The name of the property.
        depth: The number of objects and lists around the value.
    """
    if is_nullable(schema) and depth > _DEEPEST:
        return None
    for branch in branches(schema):
        value = _value(branch, name, depth)
        if is_valid(schema, value):
            return value
    return minimal(schema)


def _value(branch: Schema, name: str, depth: int) -> Any:
    if "const" in branch:
        return branch["const"]
    if branch.get("enum"):
        return branch["enum"][0]
    kind = branch.get("type")
    kind = next((one for one in kind if one != "null"), None) if isinstance(kind, list) else kind
    match kind:
        case "string":
            return _text(branch, name)
        case "integer" | "number":
            return _number(branch, name, whole=kind == "integer")
        case "boolean":
            return True
        case "array":
            return _list(branch, name, depth)
    return _object(branch, depth)


def _object(branch: Schema, depth: int) -> dict[str, Any]:
    schema = object_schema(branch, {})
    required = schema.get("required", ())
    return {
        name: plausible(one, name, depth + 1)
        for name, one in schema.get("properties", {}).items()
        if name in required or depth < _DEEPEST
    }


def _list(branch: Schema, name: str, depth: int) -> list[Any]:
    fewest = 0 if depth > _DEEPEST else 1
    count = min(max(fewest, branch.get("minItems", 0)), branch.get("maxItems", 100))
    singular = re.sub(r"(?<!s)s$", "", name)
    return [plausible(branch.get("items", {}), singular, depth + 1) for _ in range(count)]


def _text(branch: Schema, name: str) -> str:
    if "pattern" in branch:
        return next((one for one in _SAMPLES if is_valid(branch, one)), "")
    text = _FORMATS.get(branch.get("format", "")) or _TEXTS.get(_last_word(name)) or "example"
    text = text.ljust(branch.get("minLength", 0), ".")
    return text[: branch.get("maxLength", len(text))]


def _number(branch: Schema, name: str, *, whole: bool) -> float:
    value = _NUMBERS.get(_last_word(name), 1)
    step: float = 1 if whole else 0.5
    lowest = branch.get("minimum", branch.get("exclusiveMinimum", value - step) + step)
    highest = branch.get("maximum", branch.get("exclusiveMaximum", value + step) - step)
    value = float(min(max(value, lowest), highest))
    return round(value) if whole or value.is_integer() else value


def _last_word(name: str) -> str:
    """Return the last word of ``snake_case`` and ``camelCase``, in lower case."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower().rsplit("_", 1)[-1]
