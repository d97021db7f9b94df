"""Terraform's values in Python."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from provider_shim.vocabulary.values import (
    UNKNOWN,
    Typed,
    canonical_set,
    infer_type,
    is_wholly_known,
    plain,
    typed,
    unknown_as_null,
)


def test_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="is UNKNOWN"):
        bool(UNKNOWN)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Typed("number", Decimal("1.50")), 1.5),
        (Decimal(10), 10),
        (2.0, 2),
        (True, True),
        ({"a": [Typed("string", "x"), Decimal("0.1")]}, {"a": ["x", 0.1]}),
        (UNKNOWN, UNKNOWN),
        (None, None),
    ],
)
def test_plain_value_is_json(value: Any, expected: Any) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "dynamic"),
        (UNKNOWN, "dynamic"),
        (True, "bool"),
        (1, "number"),
        (Decimal("0.5"), "number"),
        ("a", "string"),
        (
            {"a": 1, "b": [True, None]},
            ["object", {"a": "number", "b": ["tuple", ["bool", "dynamic"]]}],
        ),
        (Typed(["list", "string"], []), ["list", "string"]),
    ],
)
def test_the_inferred_type_is_terraforms_type_of_a_literal(value: Any, expected: Any) -> None:
    assert infer_type(value) == expected


def test_a_value_that_is_not_json_has_no_type() -> None:
    with pytest.raises(TypeError, match="bytes is not a JSON value"):
        infer_type(b"")


def test_null_needs_no_type() -> None:
    assert typed(None) is None
    assert typed(0) == Typed("number", 0)


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (None, True),
        ({"a": [1, {"b": None}]}, True),
        (UNKNOWN, False),
        ({"a": [1, {"b": UNKNOWN}]}, False),
        (Typed("dynamic", [UNKNOWN]), False),
    ],
)
def test_a_value_with_an_unknown_part_is_not_known(value: Any, known: bool) -> None:  # noqa: FBT001
    assert is_wholly_known(value) is known


def test_unknown_parts_become_null() -> None:
    value = {"a": UNKNOWN, "b": [UNKNOWN, 1], "c": Typed("dynamic", {"d": UNKNOWN})}
    assert unknown_as_null(value) == {"a": None, "b": [None, 1], "c": Typed("dynamic", {"d": None})}


def test_sets_of_the_same_elements_are_equal() -> None:
    assert canonical_set(["b", "a", "b"]) == canonical_set(["a", "b"]) == ["a", "b"]
    assert canonical_set([{"x": 1, "y": 2}, {"y": 2, "x": 1.0}]) == [{"x": 1, "y": 2}]
    assert canonical_set([True, 1, "1"]) == canonical_set(["1", 1, True])
    assert len(canonical_set([True, 1, "1"])) == 3


def test_each_unknown_element_is_kept() -> None:
    assert canonical_set([UNKNOWN, "a", UNKNOWN]) == ["a", UNKNOWN, UNKNOWN]
