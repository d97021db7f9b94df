"""Values for schemas: known values where they fit, otherwise defaults, null, or the smallest valid value."""

from __future__ import annotations

from typing import Any

import pytest

from openai_sandbox.schema_validation import is_valid
from openai_sandbox.synthesis import build, fit, minimal

TEXT: dict[str, Any] = {"type": "string"}
COUNT: dict[str, Any] = {"type": "integer"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (TEXT, ""),
        ({**TEXT, "minLength": 3}, "xxx"),
        ({**TEXT, "format": "date"}, "2025-01-01"),
        ({**TEXT, "default": "a"}, "a"),
        ({**TEXT, "default": 7}, ""),
        ({**TEXT, "enum": ["b", "c"]}, "b"),
        ({"const": "d"}, "d"),
        (COUNT, 0),
        ({**COUNT, "minimum": 2}, 2),
        ({**COUNT, "exclusiveMinimum": 2}, 3),
        ({"type": "boolean"}, False),
        ({"type": "array", "items": TEXT}, []),
        ({"type": "array", "items": TEXT, "minItems": 2}, ["", ""]),
        ({"type": "null"}, None),
        ({"type": ["string", "null"]}, None),
        ({"anyOf": [{"type": "null"}, TEXT]}, None),
        ({"anyOf": [COUNT, TEXT]}, 0),
        ({"type": ["integer", "string"]}, 0),
        ({"type": "object", "properties": {"a": TEXT, "b": COUNT}, "required": ["a"]}, {"a": ""}),
    ],
)
def test_the_smallest_value_is_valid(schema: dict[str, Any], expected: Any) -> None:
    value = minimal(schema)
    assert value == expected
    assert is_valid(schema, value)


def test_a_schema_that_contains_itself_ends() -> None:
    node: dict[str, Any] = {"type": "object", "required": ["next"], "properties": {}}
    node["properties"]["next"] = node
    value, depth = minimal(node), 0
    while value is not None:
        value, depth = value["next"], depth + 1
    assert depth > 1


_SHAPES = {
    "type": "object",
    "properties": {"id": TEXT},
    "required": ["id"],
    "anyOf": [
        {"properties": {"type": {"const": "circle"}, "radius": COUNT}, "required": ["radius"]},
        {"properties": {"type": {"const": "square"}, "side": COUNT}, "required": ["side"]},
    ],
}


@pytest.mark.parametrize(
    ("schema", "known", "expected"),
    [
        (_SHAPES, {"id": "1", "type": "square"}, {"id": "1", "type": "square", "side": 0}),
        ({"type": "object", "properties": {"a": TEXT}}, {"a": "x", "b": "unknown"}, {"a": "x"}),
        ({"type": "object", "properties": {"a": TEXT}}, {"a": 7}, {}),
        ({"type": "object", "properties": {"a": {"type": ["string", "null"]}}}, {}, {"a": None}),
        ({"type": "object"}, {"a": 1}, {"a": 1}),
        ({"type": "object", "additionalProperties": False}, {"a": 1}, {}),
    ],
)
def test_an_object_has_the_known_values_that_fit(
    schema: dict[str, Any], known: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert build(schema, known) == expected


def test_a_list_is_completed_or_does_not_fit() -> None:
    item = {"type": "object", "properties": {"a": COUNT, "b": TEXT}, "required": ["a", "b"]}
    items = {"type": "array", "items": item}
    assert fit(items, [{"a": 1}]) == [{"a": 1, "b": ""}]
    whole = {"type": "object", "properties": {"items": items}}
    assert build(whole, {"items": ["text"]}) == {}
