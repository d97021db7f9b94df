"""Contradictions in a declaration are found when its schema is created."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Integer,
    ListOf,
    MapOf,
    Object,
    Schema,
    SetOf,
    String,
    computed,
    dynamic,
    dynamic_object,
    nested_object,
)

TEXT = String(optional=True)


@pytest.mark.parametrize(
    ("attribute", "reason"),
    [
        (String(), "exactly one of required"),
        (String(required=True, optional=True), "exactly one of required"),
        (String(required=True, computed=True), "exactly one of required"),
        (String(optional=True, default="x"), "a default needs optional and"),
        (Bool(optional=True, default=False), "a default needs optional and"),
        (String(computed=True, default="x"), "a default needs optional and"),
        (Dynamic(optional=True, computed=True, default="x"), "default of a Dynamic must be Typed"),
        (String(optional=True, volatile=True), "only a computed attribute can be volatile"),
        (String(computed=True, write_only=True), "can be write-only"),
        (String(optional=True, computed=True, write_only=True), "cannot be computed"),
        (String(computed=True, replace=True), "can force replacement"),
        (String(computed=True, added_again=True), "can be added again"),
        (String(required=True, replace=True, added_again=True), "can be added again"),
        (Object({"a": String(optional=True, added_again=True)}, optional=True), "an outermost"),
        (AnyOf((String(),), optional=True), "AnyOf is allowed only in the shape"),
        (String(optional=True, conflicts_with=("y",)), "names 'y', which is not a sibling"),
        (String(optional=True, exactly_one_of=("x", "y")), "names 'y', which is not a sibling"),
        (String(optional=True, required_with=("y",)), "names 'y', which is not a sibling"),
        (ListOf(Dynamic(), optional=True), "does not support collections of dynamic values"),
        (SetOf(String(), optional=True, blocks=True), "can be blocks"),
        (MapOf(Object({"a": String(required=True)}), optional=True, blocks=True), "can be blocks"),
        (ListOf(Object({"a": String(optional=True)}), optional=True, blocks=True), "can be blocks"),
        (SetOf(Object({"a": String(optional=True, computed=True)}), optional=True), "within a set"),
        (SetOf(Object({"a": String(optional=True, replace=True)}), optional=True), "within a set"),
        (
            Dynamic(ListOf(Object({"a": String(optional=True, replace=True)})), optional=True),
            "within a Dynamic",
        ),
        (
            Dynamic(AnyOf((String(), Object({"a": String(computed=True)}))), optional=True),
            "within a Dynamic",
        ),
    ],
)
def test_a_contradiction_is_an_error_that_names_the_attribute(
    attribute: Attribute, reason: str
) -> None:
    with pytest.raises(ValueError, match=rf"attribute x.*: .*{reason}"):
        Schema({"x": attribute})


WRAPPERS: list[Callable[[Object], Attribute]] = [
    lambda inner: Object(inner.attributes, optional=True),
    lambda inner: ListOf(inner, optional=True),
    lambda inner: MapOf(inner, optional=True),
    lambda inner: Dynamic(ListOf(inner), optional=True),
    lambda inner: Dynamic(AnyOf((String(), inner)), optional=True),
]


@pytest.mark.parametrize("wrap", WRAPPERS)
def test_contradictions_are_found_at_any_depth(wrap: Callable[[Object], Attribute]) -> None:
    inner = Object({"deep": Object({"y": String()}, optional=True)})
    with pytest.raises(ValueError, match=r"attribute x\.deep\.y: "):
        Schema({"x": wrap(inner)})


def test_only_dynamic_collections_can_have_dynamic_members() -> None:
    inner = Object({"free": Dynamic(optional=True)}, optional=True)
    Schema({"x": Dynamic(ListOf(inner), optional=True)})
    with pytest.raises(ValueError, match="does not support collections of dynamic values"):
        Schema({"x": ListOf(inner, optional=True)})


def test_a_configured_object_with_dynamic_members_must_be_dynamic() -> None:
    inner = Object({"free": Dynamic(optional=True)}, optional=True)
    for outer in (inner, Object({"deep": inner}, required=True)):
        with pytest.raises(ValueError, match="make the outermost object the shape of a Dynamic"):
            Schema({"x": outer})
        Schema({"x": dynamic(outer)})
    Schema({"x": Object({"free": Dynamic(computed=True)}, computed=True)})


def test_a_dynamic_object_has_the_flags_and_its_shape_the_checks() -> None:
    made = dynamic_object(
        {
            "word": String(optional=True, computed=True, default="a"),
            "filled": String(optional=True, computed=True),
            "fixed": String(required=True, replace=True),
            "returned": String(computed=True),
        },
        optional=True,
        replace=True,
        wire="thing",
        check=lambda _: "no",
        doc="A thing.",
    )
    assert (made.optional, made.replace, made.wire, made.check) == (True, True, "thing", None)
    shape = made.shape
    assert isinstance(shape, Object)
    assert shape.check is not None
    assert shape.attributes == {
        "word": String(optional=True, default="a", server_default="a"),
        "filled": String(optional=True, computed=True),
        "fixed": String(required=True),
    }
    Schema({"x": made})


def test_data_source_has_a_dynamic_object_with_all_of_its_members() -> None:
    made = dynamic_object({"free": Dynamic(required=True)}, optional=True, doc="A thing.")
    assert computed({"x": made}) == {
        "x": Object({"free": Dynamic(computed=True)}, computed=True, doc="A thing.")
    }


def test_computed_sets_can_have_computed_members() -> None:
    Schema({"x": SetOf(Object({"a": String(computed=True)}), computed=True)})


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        (TEXT, "string"),
        (Integer(optional=True), "number"),
        (SetOf(TEXT), ["set", "string"]),
        (MapOf(ListOf(TEXT)), ["map", ["list", "string"]]),
        (Object({"a": TEXT, "b": Dynamic()}), ["object", {"a": "string", "b": "dynamic"}]),
    ],
)
def test_type_is_in_ctys_json_form(attribute: Attribute, expected: object) -> None:
    assert attribute.type == expected


def test_the_type_of_a_schema_keeps_the_order_of_attributes() -> None:
    schema = Schema({"b": TEXT, "a": TEXT})
    assert schema.type == ["object", {"b": "string", "a": "string"}]
    assert [name for name, _ in schema.items()] == ["b", "a"]
    assert "a" in schema
    assert "c" not in schema
    assert schema["a"] is TEXT


def test_nested_objects_are_found_in_collections() -> None:
    inner = Object({"a": TEXT})
    assert nested_object(inner) is inner
    assert nested_object(ListOf(inner)) is inner
    assert nested_object(ListOf(ListOf(inner))) is None
    assert nested_object(Dynamic(inner)) is None


def test_a_data_source_has_computed_attributes_without_local_ones() -> None:
    attributes: dict[str, Attribute] = {
        "id": String(required=True, replace=True, check=lambda _: "no"),
        "kind": String(optional=True, computed=True, default="k", conflicts_with=("id",)),
        "wait": Bool(optional=True, local=True),
        "secret": String(optional=True, write_only=True),
        "unreturned": String(optional=True, unread=True),
        "list": ListOf(
            Object({"x": String(required=True), "y": Bool(optional=True, local=True)}),
            optional=True,
        ),
        "name": String(optional=True),
    }
    made = computed(attributes, "name")
    Schema(made)
    assert list(made) == ["id", "kind", "unreturned", "list", "name"]
    assert made["name"].optional
    assert all(one.computed and not one.configurable for n, one in made.items() if n != "name")
    nested = nested_object(made["list"])
    assert nested is not None
    assert list(nested.attributes) == ["x"]
    assert nested.attributes["x"].computed
