"""Records behave like frozen dataclasses, as far as the project uses those."""

from __future__ import annotations

import pytest

from provider_shim.records import Record, fresh, positional
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Integer, Schema


class Point(Record):
    x: int = positional(kw_only=False)
    y: int = positional(default=0, kw_only=False)
    marks: list[str] = fresh(default_factory=list)


class Named(Point):
    name: str = ""


def test_equal_fields_make_equal_records_of_the_same_class() -> None:
    assert Point(1, 2) == Point(x=1, y=2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Named(1, 2)


def test_records_of_plain_values_are_hashable() -> None:
    class Key(Record):
        name: str = positional(kw_only=False)

    assert {Key("a"), Key("a"), Key("b")} == {Key("b"), Key("a")}


def test_positional_fields_match_by_position() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_each_record_has_its_own_fresh_default() -> None:
    assert Point(1).marks is not Point(1).marks


def test_a_record_cannot_be_changed_but_copied_with_changes() -> None:
    point = Named(1, name="a")
    with pytest.raises(AttributeError, match="use but"):
        point.name = "b"  # type: ignore[misc]
    assert point.but(name="b") == Named(1, name="b")


def test_missing_and_unknown_fields_are_named() -> None:
    with pytest.raises(TypeError, match=r"missing \['x'\], unknown \['z'\]"):
        Point(z=1)  # type: ignore[call-arg]


def test_declarations_consist_of_records() -> None:
    assert all(issubclass(kind, Record) for kind in (Schema, Rest))


def test_a_record_can_set_fields_that_are_derived_from_others() -> None:
    assert Rest("/things").item == "/things/{id}"
    assert Rest("/things").but(item="/things/{name}").item == "/things/{name}"


def test_a_record_can_check_its_fields_also_when_it_is_copied() -> None:
    declared = Schema({"a": Integer(required=True)})
    with pytest.raises(ValueError, match="attribute a: set exactly one of"):
        declared.but(attributes={"a": Integer()})
