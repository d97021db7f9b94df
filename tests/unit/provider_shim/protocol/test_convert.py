from __future__ import annotations

import json

import pytest

from provider_shim.protocol import convert
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.vocabulary.diagnostics import Key, error, warning
from provider_shim.vocabulary.schema import (
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    Schema,
    SetOf,
    String,
)

MEMBER = Object({"size": Integer(required=True)}, optional=True)


@pytest.mark.parametrize(
    ("declared", "cty"),
    [
        (String(optional=True), "string"),
        (Integer(optional=True), "number"),
        (Float(optional=True), "number"),
        (Bool(optional=True), "bool"),
        (ListOf(String(), optional=True), ["list", "string"]),
        (SetOf(Integer(), optional=True), ["set", "number"]),
        (MapOf(Bool(), optional=True), ["map", "bool"]),
        (Dynamic(optional=True), "dynamic"),
        (ListOf(ListOf(String()), optional=True), ["list", ["list", "string"]]),
    ],
)
def test_plain_attributes_have_a_type(declared, cty):
    made = convert.attribute("a", declared)
    assert json.loads(made.type) == cty
    assert not made.HasField("nested_type")


@pytest.mark.parametrize(
    ("declared", "nesting"),
    [
        (MEMBER, pb.Schema.Object.SINGLE),
        (ListOf(MEMBER, optional=True), pb.Schema.Object.LIST),
        (SetOf(MEMBER, optional=True), pb.Schema.Object.SET),
        (MapOf(MEMBER, optional=True), pb.Schema.Object.MAP),
    ],
)
def test_objects_are_nested_attributes(declared, nesting):
    made = convert.attribute("a", declared)
    assert made.type == b""
    assert made.nested_type.nesting == nesting
    assert [one.name for one in made.nested_type.attributes] == ["size"]


def test_an_attribute_that_can_be_blocks_has_a_plain_type():
    whole = Object({"size": Integer(required=True)})
    made = convert.attribute("a", SetOf(whole, optional=True, blocks=True))
    assert json.loads(made.type) == ["set", ["object", {"size": "number"}]]
    assert not made.HasField("nested_type")


def test_schemas_carry_version_and_order():
    made = convert.schema(
        Schema({"b": String(optional=True), "a": String(optional=True)}, version=3), "Docs."
    )
    assert (made.version, made.block.version) == (3, 3)
    assert [one.name for one in made.block.attributes] == ["b", "a"]


def test_diagnostics_have_the_outermost_attribute_and_the_inner_path_as_text():
    first, second = convert.diagnostics(
        [error("E", "e.", ("tools", 0, Key("x"))), warning("W", "w.")]
    )
    assert first.severity == pb.Diagnostic.ERROR
    assert [step.attribute_name for step in first.attribute.steps] == ["tools"]
    assert first.detail == 'In tools[0]["x"]: e.'
    assert second.severity == pb.Diagnostic.WARNING
    assert not second.HasField("attribute")
