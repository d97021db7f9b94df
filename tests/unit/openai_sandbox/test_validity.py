"""The quick check of values agrees with ``jsonschema``."""

from __future__ import annotations

import io
from typing import Any

import pytest

from openai_sandbox import document
from openai_sandbox.calls import Upload
from openai_sandbox.document_operations import Operations
from openai_sandbox.schema_validation import _validator_class
from openai_sandbox.schemas import Schema
from openai_sandbox.synthesis import build
from openai_sandbox.validity import check_of
from tests.sandbox import DOCUMENT

UPLOAD = Upload(filename="a", size=1, media_type="text/plain", stream=io.BytesIO())
VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 5, 0.5, 1.0, 3.5, "", "a", "ab", "abcd", b"a", UPLOAD),
    *([], [1], [1, 2], ["a"], ["a", 1], [1, 2, 3, 4], [[1]], [None]),
    *({}, {"a": 1}, {"a": "x"}, {"b": 1}, {"a": 1, "b": 2}, {"a": 1, "c": 3}, {"a": {"a": {}}}),
    *({"a": 1, "b": "x", "c": None}, {"c": 1}, {"long": 1}, {"kind": "x"}, {"kind": "y", "b": 1}),
]
A, B = {"properties": {"a": {"type": "integer"}}}, {"properties": {"b": {"type": "integer"}}}
X = {"properties": {"kind": {"enum": ["x"]}}, "required": ["kind"]}
Y = {"properties": {"kind": {"enum": ["y"]}, "b": {}}, "required": ["kind", "b"]}
SCHEMAS: list[Schema] = [
    {},
    *({"type": name} for name in ("array", "boolean", "integer", "null", "number", "object")),
    *({"type": name} for name in ("string", "upload", ["string", "null"], ["integer", "array"])),
    *({"enum": allowed} for allowed in (["a", "ab"], [1, None], [True], [0, "a"], [[1]])),
    *({"const": only} for only in ("a", 1, None, False)),
    *({word: 1} for word in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")),
    *(
        {f"{word}{noun}": 2}
        for word in ("min", "max")
        for noun in ("Length", "Items", "Properties")
    ),
    {"pattern": "^a.?$"},
    {"items": {"type": "integer"}},
    {"items": False},
    {"items": {"items": {"type": "integer"}}},
    {**A, "required": ["a"]},
    {**A, "additionalProperties": False},
    {**A, "additionalProperties": True},
    {**A, "additionalProperties": {"type": "null"}},
    {"additionalProperties": {"type": "integer"}, "propertyNames": {"maxLength": 2}},
    {"anyOf": [A, {"type": "string"}]},
    {"allOf": [{"anyOf": [A, B]}, {"required": ["b"]}], "type": "object"},
    {**A, "anyOf": [X, Y], "unevaluatedProperties": False},
    {**A, "allOf": [{"anyOf": [X, Y]}], "unevaluatedProperties": False},
    {
        **A,
        "anyOf": [{**B, "additionalProperties": {"type": "null"}}],
        "unevaluatedProperties": False,
    },
    {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}, "required": ["a"]},
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_the_quick_check_agrees_with_jsonschema(schema: Schema) -> None:
    expected = [_validator_class()(schema).is_valid(value) for value in VALUES]
    assert [check_of(schema)(value) for value in VALUES] == expected


def test_a_schema_that_contains_itself_is_checked() -> None:
    tree: Schema = {"type": "object", "additionalProperties": False}
    tree["properties"] = {"a": tree}
    assert check_of(tree)({"a": {"a": {}}})
    assert not check_of(tree)({"a": {"a": {"b": 1}}})


def test_the_quick_check_knows_all_keywords_of_the_document() -> None:
    for operation in Operations(document.load(DOCUMENT)):
        schema = operation.body_schema("application/json")
        if not schema:
            continue
        value = build(schema, {})
        for sent in (value, {**value, "unknown": 1}, dict(list(value.items())[1:]), [value]):
            expected = _validator_class()(schema).is_valid(sent)
            assert check_of(schema)(sent) == expected, (operation.name, sent)
