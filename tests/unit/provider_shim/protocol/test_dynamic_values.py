"""Nulls and unknown values with a type are plain for the provider, and get their types back for Terraform."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.objects import ACTIONS, DATA_SOURCES, EPHEMERAL_RESOURCES, RESOURCES
from provider_shim.protocol.dynamic_values import as_before, as_plain, has_dynamic
from provider_shim.protocol.shapes import Shape, encoded
from provider_shim.protocol.spellings import whole_type
from provider_shim.vocabulary.schema import Dynamic, Schema
from provider_shim.vocabulary.values import UNKNOWN, Typed, typed

KINDS = {
    "resource": RESOURCES,
    "data": DATA_SOURCES,
    "ephemeral": EPHEMERAL_RESOURCES,
    "action": ACTIONS,
}
DYNAMIC = {
    f"{kind}.{name}": one.schema
    for kind, group in KINDS.items()
    for name, one in group.items()
    if any(isinstance(attribute, Dynamic) for _, attribute in one.schema.items())
}
NULL = Typed(["map", "string"], None)
LATER = Typed(["map", "string"], UNKNOWN)


@pytest.mark.parametrize("schema", DYNAMIC.values(), ids=DYNAMIC)
def test_a_null_with_a_type_is_null_and_stays_as_terraform_sent_it(schema: Schema) -> None:
    shape = Shape(schema)
    names = {name for name, attribute in schema.items() if isinstance(attribute, Dynamic)}
    members: Any = whole_type(schema)[1]
    sent = {name: NULL if name in names else None for name in members}
    message = encoded(whole_type(schema), sent)
    value = shape.object(message)
    assert {name: value[name] for name in names} == dict.fromkeys(names)
    raw = shape.raw(message)
    assert shape.raw(shape.planned(value, None, raw, message)) == raw
    assert shape.raw(shape.state(value, raw)) == raw


@pytest.mark.parametrize(
    ("value", "earlier", "expected"),
    [
        (None, NULL, NULL),
        (UNKNOWN, LATER, LATER),
        (UNKNOWN, NULL, UNKNOWN),
        (None, LATER, None),
        (None, typed("x"), None),
        (typed("x"), NULL, typed("x")),
        ({"a": [None, 1]}, {"a": [NULL, 2]}, {"a": [NULL, 1]}),
        ([None], [NULL, NULL], [None]),
        ({"a": None}, None, {"a": None}),
    ],
)
def test_only_the_same_null_or_unknown_value_gets_its_type_back(
    value: Any, earlier: Any, expected: Any
) -> None:
    assert as_before(value, earlier) == expected


def test_other_dynamic_values_keep_their_types() -> None:
    value = {"a": typed({"b": None}), "c": [NULL, LATER, typed("x")]}
    assert as_plain(value) == {"a": typed({"b": None}), "c": [None, UNKNOWN, typed("x")]}


@pytest.mark.parametrize(
    "cty",
    ["dynamic", ["list", "dynamic"], ["object", {"a": ["map", "dynamic"]}], ["tuple", ["dynamic"]]],
    ids=str,
)
def test_dynamic_parts_of_a_type_are_found(cty: Any) -> None:
    assert has_dynamic(cty)
    assert not has_dynamic(["object", {"a": ["list", "string"]}, ["a"]])
