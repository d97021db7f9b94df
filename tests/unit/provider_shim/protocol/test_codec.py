from __future__ import annotations

import json
from decimal import Decimal

import msgpack
import pytest

from provider_shim.protocol.codec import (
    MalformedError,
    from_json,
    from_msgpack,
    load_json,
    to_msgpack,
)
from provider_shim.vocabulary.values import UNKNOWN, Typed

UNKNOWN_ON_THE_WIRE = msgpack.ExtType(0, b"\x00")
HUGE = 2**200


def packed(value):
    return msgpack.packb(value)


def unpacked(data):
    return msgpack.unpackb(data, strict_map_key=False)


@pytest.mark.parametrize(
    ("cty", "wire", "value"),
    [
        ("string", "é", "é"),
        ("string", None, None),
        ("string", UNKNOWN_ON_THE_WIRE, UNKNOWN),
        ("bool", True, True),
        ("bool", False, False),
        ("number", 0, 0),
        ("number", -(2**63), -(2**63)),
        ("number", 2**63 - 1, 2**63 - 1),
        ("number", str(2**63), 2**63),
        ("number", str(HUGE), HUGE),
        ("number", "0.1", 0.1),
        ("number", "-1e-07", -1e-07),
        (
            "number",
            "0.1000000000000000055511151231257827",
            Decimal("0.1000000000000000055511151231257827"),
        ),
        (["list", "string"], [], []),
        (["list", "string"], ["b", None, UNKNOWN_ON_THE_WIRE], ["b", None, UNKNOWN]),
        (["set", "number"], [1, 2], [1, 2]),
        (["map", "bool"], {"a": True, "b": None}, {"a": True, "b": None}),
        (["object", {"a": "string", "b": "number"}], {"a": "x", "b": 1}, {"a": "x", "b": 1}),
        (["object", {"a": "string"}, ["a"]], {"a": None}, {"a": None}),
        (["tuple", ["string", "bool"]], ["x", False], ["x", False]),
        ("dynamic", None, None),
        ("dynamic", UNKNOWN_ON_THE_WIRE, UNKNOWN),
        ("dynamic", [b'"string"', "x"], Typed("string", "x")),
        ("dynamic", [b'"string"', None], Typed("string", None)),
        ("dynamic", [b'"string"', UNKNOWN_ON_THE_WIRE], Typed("string", UNKNOWN)),
        (
            "dynamic",
            [b'["object",{"a":["tuple",["number"]]}]', {"a": ["0.5"]}],
            Typed(["object", {"a": ["tuple", ["number"]]}], {"a": [0.5]}),
        ),
    ],
)
def test_values_survive_a_round_trip(cty, wire, value):
    assert from_msgpack(cty, packed(wire)) == value
    assert unpacked(to_msgpack(cty, value)) == wire


@pytest.mark.parametrize(
    ("wire", "value"),
    [
        (3.0, 3),
        (0.5, 0.5),
        (1e300, int(1e300)),
        ("1E3", 1000),
        ("10.0", 10),
        (2**64 - 1, 2**64 - 1),
    ],
)
def test_numbers_are_read_in_all_forms(wire, value):
    decoded = from_msgpack("number", packed(wire))
    assert decoded == value
    assert type(decoded) is type(value)


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (0.1, "0.1"),
        (1 / 3, "0.3333333333333333"),
        (2.0, 2),
        (1e22, str(10**22)),
        (Decimal("1.50"), "1.50"),
        (Decimal(7), 7),
    ],
)
def test_fractions_are_sent_as_text_and_whole_numbers_as_integers(value, wire):
    assert unpacked(to_msgpack("number", value)) == wire


def test_an_unknown_value_with_refinements_is_unknown():
    refined = msgpack.ExtType(12, msgpack.packb({1: False}))
    assert from_msgpack("string", packed(refined)) is UNKNOWN


def test_sets_are_equal_in_any_order():
    cty = ["set", ["object", {"a": "string"}]]
    there = from_msgpack(cty, packed([{"a": "x"}, {"a": "y"}]))
    back = from_msgpack(cty, packed([{"a": "y"}, {"a": "x"}, {"a": "y"}]))
    assert there == back
    assert len(back) == 2


def test_keys_are_sent_in_order():
    assert to_msgpack(["map", "number"], {"b": 1, "a": 2}) == packed({"a": 2, "b": 1})


@pytest.mark.parametrize(
    ("cty", "wire", "expected_text"),
    [
        ("string", 1, "expected string, not int"),
        ("bool", "true", "expected bool, not str"),
        ("number", True, "expected a number"),
        ("number", "x", "is not a number"),
        ("number", "NaN", "is not finite"),
        ("number", "1e999999999", "its exponent is too large"),
        ("number", float("nan"), "NaN"),
        (["list", "string"], "x", "expected list"),
        (["list", "string"], ["a", 1], "at [1]"),
        (["map", "string"], {1: "x"}, "the key of a map"),
        (["map", "string"], {"k": 1}, '["k"]'),
        (["object", {"a": "string"}], {}, "missing attributes ['a']"),
        (["object", {}], {"b": 1}, "unknown attributes ['b']"),
        (["object", {"a": ["list", "bool"]}], {"a": [1]}, "at a[0]"),
        (["tuple", ["string"]], [], "expected 1 elements"),
        ("dynamic", "x", "pair"),
        ("dynamic", [b"{", "x"], "not JSON"),
        ("strange", "x", "expected strange"),
    ],
)
def test_a_value_of_the_wrong_type_is_reported_with_its_path(cty, wire, expected_text):
    with pytest.raises(MalformedError) as raised:
        from_msgpack(cty, packed(wire))
    assert expected_text in raised.value.detail


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x81", b"\xa1\xff", packed(1) + b"\x01"])
def test_invalid_msgpack_is_malformed(data):
    with pytest.raises(MalformedError):
        from_msgpack("string", data)


@pytest.mark.parametrize(
    ("cty", "value", "kind"),
    [
        ("string", 1, TypeError),
        ("number", True, TypeError),
        ("number", "1", TypeError),
        ("bool", 1, TypeError),
        ("dynamic", "untyped", TypeError),
        (["list", "string"], "text", TypeError),
        (["object", {"a": "string"}], {}, ValueError),
        (["object", {"a": "string"}], {"a": "x", "b": 1}, ValueError),
        (["tuple", ["string"]], [], ValueError),
        ("number", float("inf"), ValueError),
        ("number", float("nan"), ValueError),
    ],
)
def test_wrong_values_of_the_provider_raise_an_error(cty, value, kind):
    with pytest.raises(kind, match="the provider returned a value of the wrong type"):
        to_msgpack(cty, value)


OBJECT = [
    "object",
    {"name": "string", "ratio": "number", "tags": ["set", "string"], "free": "dynamic"},
]


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ({}, {"name": None, "ratio": None, "tags": None, "free": None}),
        (
            {"name": "n", "ratio": 0.1, "tags": ["b", "a"], "free": None, "former": 1},
            {"name": "n", "ratio": 0.1, "tags": ["a", "b"], "free": None},
        ),
        (
            {"ratio": 3, "free": {"type": "number", "value": 12345678901234567890}},
            {
                "name": None,
                "ratio": 3,
                "tags": None,
                "free": Typed("number", 12345678901234567890),
            },
        ),
    ],
)
def test_stored_json_of_other_schemas_is_converted(stored, value):
    read = from_json(OBJECT, load_json(json.dumps(stored).encode()))
    assert read == value
    assert from_json(OBJECT, read) == value


def test_json_numbers_keep_all_digits():
    assert load_json(b"[0.1, 1e3, 0.12345678901234567890123]") == [
        0.1,
        1000,
        Decimal("0.12345678901234567890123"),
    ]


@pytest.mark.parametrize(
    "stored", [{"name": 1}, {"tags": "a"}, {"free": {"type": "string", "value": 1}}]
)
def test_stored_json_of_another_type_is_malformed(stored):
    with pytest.raises(MalformedError):
        from_json(OBJECT, stored)


@pytest.mark.parametrize(
    ("stored", "kind"),
    [
        ("x", "string"),
        (["x", 1], ["tuple", ["string", "number"]]),
        ({"type": "text"}, ["object", {"type": "string"}]),
        ({"type": "text", "value": "x"}, ["object", {"type": "string", "value": "string"}]),
    ],
)
def test_a_stored_value_without_a_type_gets_the_type_of_its_json(stored, kind):
    assert from_json("dynamic", stored) == Typed(kind, stored)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000])
def test_invalid_json_is_malformed(data):
    with pytest.raises(MalformedError):
        load_json(data)
