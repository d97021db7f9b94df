"""Values are converted to and from the API's JSON, and merged with the known values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from provider_shim.engine.planning import filled
from provider_shim.vocabulary.comparing import is_equivalent, outer_shape, same_json
from provider_shim.vocabulary.rest import (
    Rest,
    create_body,
    fill_path,
    from_json,
    name_in_list,
    update_body,
)
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
    dynamic_object,
)
from provider_shim.vocabulary.values import UNKNOWN, Typed, typed

# --- paths ------------------------------------------------------------------------------------------------------


def test_values_in_a_path_are_escaped() -> None:
    values = {"store": "vs/1", "id": "a b?c#ä"}
    assert (
        fill_path("/stores/{store}/files/{id}", values) == "/stores/vs%2F1/files/a%20b%3Fc%23%C3%A4"
    )


@pytest.mark.parametrize("identity", [None, "", ".", "..", 5, UNKNOWN])
def test_an_id_never_changes_the_path_to_another_object(identity: Any) -> None:
    with pytest.raises(ValueError, match=r"/files/\{id\}: id is"):
        fill_path("/files/{id}", {"id": identity})


def test_the_path_of_an_item_defaults_to_the_collection_with_the_id() -> None:
    assert Rest("/files").identity == ("id",)
    assert Rest("/a/{x}/b", item="/a/{x}/b/{y}").identity == ("x", "y")


# --- create -----------------------------------------------------------------------------------------------------


def test_the_body_of_a_create_contains_all_set_values_for_the_api() -> None:
    schema: dict[str, Attribute] = {
        "id": String(computed=True),
        "name": String(required=True),
        "empty": String(optional=True),
        "zero": Integer(optional=True),
        "no": Bool(optional=True),
        "null": String(optional=True),
        "open": String(optional=True, computed=True),
        "renamed": String(optional=True, wire="realName"),
        "unread": String(optional=True, unread=True),
        "local": Bool(optional=True, local=True),
        "parent": String(required=True),
    }
    values = {
        "id": UNKNOWN,
        "name": "n",
        "empty": "",
        "zero": 0,
        "no": False,
        "null": None,
        "open": UNKNOWN,
        "renamed": "r",
        "unread": "u",
        "local": True,
        "parent": "p",
    }
    assert create_body(schema, values, ("parent",)) == {
        "name": "n",
        "empty": "",
        "zero": 0,
        "no": False,
        "realName": "r",
        "unread": "u",
    }


def test_nulls_are_removed_except_where_they_have_a_meaning() -> None:
    text = String(optional=True)
    other = String(optional=True, wire="Other")
    free = Dynamic(optional=True, keeps_nulls=True)
    schema: dict[str, Attribute] = {
        "items": Dynamic(ListOf(Dynamic()), optional=True),
        "nested": Dynamic(
            ListOf(Object({"b": Dynamic(Object({"a": text}), optional=True)})), optional=True
        ),
        "object": Object({"a": text, "other": other}, optional=True),
        "list": ListOf(Object({"a": text, "id": String(computed=True)}), optional=True),
        "map": MapOf(Object({"a": text}), optional=True),
        "free": free,
        "shaped": Dynamic(ListOf(Object({"a": text, "p": free, "other": other})), optional=True),
        "union": Dynamic(AnyOf((String(), Object({"a": text}))), optional=True),
    }
    values = {
        "items": typed([{"a": None, "parts": [{"b": None, "c": [None, 1]}]}]),
        "nested": typed([{"b": {"a": None}}]),
        "object": {"a": None, "other": "1"},
        "list": [{"a": "1", "id": UNKNOWN}],
        "map": {"k": {"a": None}},
        "free": typed({"a": None, "n": Decimal("1.5")}),
        "shaped": typed([{"a": None, "p": {"x": None}, "other": "1"}]),
        "union": typed({"a": "1"}),
    }
    assert create_body(schema, values) == {
        "items": [{"parts": [{"c": [None, 1]}]}],
        "nested": [{"b": {}}],
        "object": {"Other": "1"},
        "list": [{"a": "1"}],
        "map": {"k": {}},
        "free": {"a": None, "n": 1.5},
        "shaped": [{"p": {"x": None}, "Other": "1"}],
        "union": {"a": "1"},
    }


# --- update -----------------------------------------------------------------------------------------------------

SHARED: dict[str, Attribute] = {
    "text": String(optional=True, wire="value"),
    "number": Integer(optional=True, wire="value"),
}


@pytest.mark.parametrize(
    ("schema", "prior", "planned", "body"),
    [
        pytest.param({"a": String(optional=True)}, {"a": "1"}, {"a": "1"}, {}, id="same"),
        pytest.param(
            {"a": String(optional=True)}, {"a": "1"}, {"a": "2"}, {"a": "2"}, id="changed"
        ),
        pytest.param(
            {"a": String(optional=True)}, {"a": "1"}, {"a": None}, {"a": None}, id="removed"
        ),
        pytest.param(
            {"a": ListOf(String(), optional=True, cleared=[])},
            {"a": ["1"]},
            {"a": None},
            {"a": []},
            id="removed in the API's way",
        ),
        pytest.param({"a": String(optional=True)}, {"a": "1"}, {"a": ""}, {"a": ""}, id="emptied"),
        pytest.param({"a": Integer(optional=True)}, {"a": 1}, {"a": 0}, {"a": 0}, id="zeroed"),
        pytest.param(
            {"a": String(optional=True, replace=True)}, {"a": "1"}, {"a": "2"}, {}, id="replacing"
        ),
        pytest.param(
            {"a": String(optional=True, local=True)}, {"a": "1"}, {"a": "2"}, {}, id="local"
        ),
        pytest.param({"a": String(computed=True)}, {"a": "1"}, {"a": UNKNOWN}, {}, id="computed"),
        pytest.param(
            {"a": String(optional=True, computed=True)}, {"a": "1"}, {"a": UNKNOWN}, {}, id="open"
        ),
        pytest.param(
            SHARED, {"text": "1"}, {"number": 2}, {"value": 2}, id="another one of the same name"
        ),
        pytest.param(
            SHARED, {"number": 1}, {"text": "2"}, {"value": "2"}, id="and the other way round"
        ),
        pytest.param(SHARED, {"text": "1"}, {}, {"value": None}, id="none of the same name"),
        pytest.param(
            {"a": Object({"x": String(optional=True), "y": String(optional=True)}, optional=True)},
            {"a": {"x": "1", "y": "2"}},
            {"a": {"x": "1", "y": None}},
            {"a": {"x": "1"}},
            id="objects are sent whole",
        ),
    ],
)
def test_an_update_sends_only_changes(
    schema: dict[str, Attribute], prior: Any, planned: Any, body: Any
) -> None:
    assert update_body(schema, prior, planned) == body


# --- read -------------------------------------------------------------------------------------------------------

NOTHING: Any = object()
"""The field is missing in the answer."""

PAIR = Object({"a": String(optional=True), "b": Integer(optional=True, server_default=7)})


@pytest.mark.parametrize(
    ("attribute", "known", "returned", "expected"),
    [
        pytest.param(String(optional=True), "a", NOTHING, "a", id="missing"),
        pytest.param(String(computed=True), UNKNOWN, NOTHING, None, id="missing and unknown"),
        pytest.param(String(optional=True), "a", None, None, id="null"),
        pytest.param(String(optional=True), "", None, "", id="null for empty"),
        pytest.param(ListOf(String(), optional=True), [], None, [], id="null for empty list"),
        pytest.param(MapOf(String(), optional=True), {}, None, {}, id="null for empty map"),
        pytest.param(String(optional=True), None, "", None, id="empty for null"),
        pytest.param(ListOf(String(), optional=True), None, [], None, id="empty list for null"),
        pytest.param(MapOf(String(), optional=True), None, {}, None, id="empty map for null"),
        pytest.param(Integer(optional=True), None, 0, 0, id="zero is not null"),
        pytest.param(Bool(optional=True), None, False, False, id="false is not null"),
        pytest.param(String(computed=True), None, "", "", id="computed is as answered"),
        pytest.param(String(computed=True), "a", None, None, id="computed null is as answered"),
        pytest.param(
            Float(optional=True, server_default=1), None, 1, None, id="the server's default"
        ),
        pytest.param(
            Float(optional=True, server_default=1),
            None,
            1.0,
            None,
            id="the same default as a float",
        ),
        pytest.param(
            Float(optional=True, server_default=1), None, 0.5, 0.5, id="not the server's default"
        ),
        pytest.param(
            Float(optional=True, server_default=1), 0.5, 1, 1, id="the default instead of a value"
        ),
        pytest.param(
            Float(optional=True),
            Decimal("0.10000000000000001"),
            0.1,
            Decimal("0.10000000000000001"),
            id="the nearest float",
        ),
        pytest.param(String(optional=True, local=True), "a", "b", "a", id="local"),
        pytest.param(String(optional=True, unread=True), "a", "b", "a", id="unread"),
        pytest.param(String(optional=True, write_only=True), None, "b", None, id="write-only"),
        pytest.param(
            String(optional=True, equivalent=lambda a, b: a.lower() == b.lower()),
            "A",
            "a",
            "A",
            id="equivalent",
        ),
        pytest.param(SetOf(String(), optional=True), ["a", "b"], ["b", "a"], ["a", "b"], id="set"),
        pytest.param(
            SetOf(String(), optional=True), None, ["b", "a", "b"], ["a", "b"], id="new set"
        ),
        pytest.param(
            ListOf(String(), optional=True),
            ["a", "b"],
            ["b", "a"],
            ["b", "a"],
            id="order of a list",
        ),
        pytest.param(PAIR, None, {"a": "", "b": 7}, None, id="an object that says nothing"),
        pytest.param(
            PAIR, {"a": "1", "b": None}, {"a": "1", "b": 7}, {"a": "1", "b": None}, id="nested"
        ),
        pytest.param(
            PAIR, {"a": "1", "b": None}, {"a": "1"}, {"a": "1", "b": None}, id="nested missing"
        ),
        pytest.param(
            PAIR, {"a": "1", "b": None}, {"b": 8}, {"a": "1", "b": 8}, id="nested changed"
        ),
        pytest.param(
            ListOf(PAIR, optional=True),
            [{"a": "1", "b": None}],
            [{"a": "1", "b": 7, "more": 1}],
            [{"a": "1", "b": None}],
            id="nested in a list",
        ),
        pytest.param(
            MapOf(PAIR, optional=True),
            {"k": {"a": "1", "b": None}},
            {"k": {"a": "1", "b": 7}, "l": {"a": "2"}},
            {"k": {"a": "1", "b": None}, "l": {"a": "2", "b": None}},
            id="nested in a map",
        ),
        pytest.param(
            SetOf(PAIR, optional=True),
            [{"a": "1", "b": None}, {"a": "2", "b": 3}],
            [{"a": "2", "b": 3}, {"a": "1", "b": 7}],
            [{"a": "1", "b": None}, {"a": "2", "b": 3}],
            id="nested in a set",
        ),
    ],
)
def test_an_answer_is_merged_with_the_known_values(
    attribute: Attribute, known: Any, returned: Any, expected: Any
) -> None:
    answer = {} if returned is NOTHING else {"x": returned}
    value = from_json({"x": attribute}, answer, {"x": known})["x"]
    assert (value, type(value)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("attribute", "expected_text"),
    [
        (String(optional=True), 5),
        (String(optional=True), {"a": 1}),
        (Integer(optional=True), "5"),
        (Integer(optional=True), True),
        (Bool(optional=True), 1),
        (Bool(optional=True), "true"),
        (ListOf(String(), optional=True), "abc"),
        (ListOf(String(), optional=True), {"0": "a"}),
        (ListOf(String(), optional=True), ["a", 1]),
        (ListOf(Object({"a": String(optional=True)}), optional=True), ["text"]),
        (SetOf(Integer(), optional=True), [1, "2"]),
        (MapOf(String(), optional=True), ["a"]),
        (MapOf(String(), optional=True), {"a": 1}),
        (MapOf(ListOf(String()), optional=True), {"a": ["b", 1]}),
        (Object({"a": String(optional=True)}, optional=True), "text"),
        (Object({"a": String(optional=True)}, optional=True), []),
        (Dynamic(ListOf(String()), optional=True), "text"),
    ],
)
def test_a_value_of_another_type_is_ignored(attribute: Attribute, expected_text: Any) -> None:
    known = typed(["known"]) if isinstance(attribute, Dynamic) else None
    assert from_json({"x": attribute}, {"x": expected_text}, {"x": known})["x"] == known
    assert from_json({"x": attribute}, {"x": expected_text}, {"x": UNKNOWN})["x"] is None


def test_nulls_in_collections_are_accepted() -> None:
    schema: dict[str, Attribute] = {
        "list": ListOf(Object({"a": String(optional=True)}), computed=True),
        "set": SetOf(Object({"a": String(optional=True)}), computed=True),
        "map": MapOf(Object({"a": String(optional=True)}), computed=True),
    }
    answer = {"list": [None], "set": [None, {"a": "1"}], "map": {"k": None}}
    read = from_json(schema, answer, {})
    assert (read["list"], read["map"]) == ([None], {"k": None})
    assert sorted(map(str, read["set"])) == ["None", "{'a': '1'}"]


def test_undeclared_fields_are_ignored() -> None:
    schema: dict[str, Attribute] = {"a": Object({"b": String(computed=True)}, computed=True)}
    answer = {"a": {"b": "1", "new": {}}, "other": [1]}
    assert from_json(schema, answer, {}) == {"a": {"b": "1"}}


def test_two_attributes_of_one_name_get_the_values_of_their_types() -> None:
    known = {"text": None, "number": None}
    assert from_json(SHARED, {"value": "a"}, known) == {"text": "a", "number": None}
    assert from_json(SHARED, {"value": 5}, known) == {"text": None, "number": 5}


def test_another_name_in_the_api_is_read() -> None:
    assert from_json({"a": String(computed=True, wire="A")}, {"A": "1", "a": "2"}, {}) == {"a": "1"}


# --- dynamic values ---------------------------------------------------------------------------------------------

TOOL = Object(
    {
        "type": String(required=True),
        "strict": Bool(optional=True, server_default=False),
        "parameters": Dynamic(optional=True),
        "file_search": Object({"max": Integer(optional=True)}, optional=True),
    }
)
TOOLS = Dynamic(ListOf(TOOL), optional=True)


@pytest.mark.parametrize(
    ("known", "expected_text", "kept"),
    [
        pytest.param([{"type": "f"}], [{"type": "f"}], True, id="the same"),
        pytest.param([{"type": "f"}], [{"type": "f", "strict": False}], True, id="default added"),
        pytest.param(
            [{"type": "f"}], [{"type": "f", "strict": True}], True, id="the server's choice"
        ),
        pytest.param([{"type": "f", "strict": False}], [{"type": "f"}], True, id="default dropped"),
        pytest.param([{"type": "f", "strict": True}], [{"type": "f"}], False, id="value dropped"),
        pytest.param([{"type": "f"}], [{"type": "g"}], False, id="other value"),
        pytest.param([{"type": "f"}], [], False, id="element gone"),
        pytest.param([{"type": "f"}], [{"type": "f"}, {"type": "g"}], False, id="element added"),
        pytest.param([{"type": "f"}], [{"type": "f", "odd": 1}], True, id="undeclared member"),
        pytest.param(
            [{"type": "f", "file_search": {}}], [{"type": "f"}], True, id="empty object dropped"
        ),
        pytest.param(
            [{"type": "f", "parameters": {"n": 1}}],
            [{"type": "f", "parameters": {"n": 1.0}}],
            True,
            id="one number",
        ),
        pytest.param(
            [{"type": "f", "parameters": {"n": 1}}],
            [{"type": "f", "parameters": {"n": 1, "m": 2}}],
            False,
            id="free JSON changed",
        ),
    ],
)
def test_a_dynamic_value_is_kept_if_the_answer_means_the_same(
    known: Any,
    expected_text: Any,
    kept: bool,  # noqa: FBT001
) -> None:
    before = typed(known)
    read = from_json({"tools": TOOLS}, {"tools": expected_text}, {"tools": before})["tools"]
    assert (read == before) is kept


def test_an_imported_dynamic_value_has_only_declared_members_that_are_set() -> None:
    text = [{"type": "f", "strict": False, "odd": 1, "parameters": {"a": None}, "file_search": {}}]
    read = from_json({"tools": TOOLS}, {"tools": text}, {"tools": None})["tools"]
    assert read.value == [{"type": "f", "parameters": {"a": None}}]


def test_an_empty_dynamic_list_is_null_if_it_is_not_configured() -> None:
    assert from_json({"tools": TOOLS}, {"tools": []}, {"tools": None})["tools"] is None
    empty = typed([])
    assert from_json({"tools": TOOLS}, {"tools": None}, {"tools": empty})["tools"] == empty


@pytest.mark.parametrize(
    ("shape", "one", "other", "same"),
    [
        (None, True, 1, False),
        (None, 0, False, False),
        (None, 1, 1.0, True),
        (None, "1", 1, False),
        (None, None, None, True),
        (None, {"a": 1}, {"a": 1, "b": None}, False),
        (SetOf(String()), ["a", "b"], ["b", "a"], True),
        (MapOf(AnyOf((String(), Bool(), Float()))), {"a": 1, "b": True}, {"b": True, "a": 1}, True),
        (MapOf(AnyOf((String(), Bool(), Float()))), {"a": "true"}, {"a": True}, False),
        (AnyOf((String(), PAIR)), {"a": "1"}, "auto", False),
    ],
)
def test_json_is_compared_by_its_content(
    shape: Attribute | None,
    one: Any,
    other: Any,
    same: bool,  # noqa: FBT001
) -> None:
    assert same_json(shape, one, other, reading=True) is same
    assert same_json(shape, other, one, reading=True) is same


def test_an_unknown_value_equals_only_an_unknown_value() -> None:
    assert is_equivalent(String(computed=True), UNKNOWN, UNKNOWN)
    assert not is_equivalent(String(computed=True), UNKNOWN, None)
    assert not same_json(None, UNKNOWN, 1, reading=True)


# --- after apply ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned", "actual", "expected"),
    [
        (UNKNOWN, "a", "a"),
        (UNKNOWN, UNKNOWN, None),
        ("a", "b", "a"),
        (None, "b", None),
        ({"a": UNKNOWN, "b": 1}, {"a": 2, "b": 3}, {"a": 2, "b": 1}),
        ({"a": UNKNOWN}, None, {"a": None}),
        ([{"a": UNKNOWN}, {"a": UNKNOWN}], [{"a": 1}], [{"a": 1}, {"a": None}]),
        ([{"a": UNKNOWN}], "nonsense", [{"a": None}]),
        (Typed("string", "a"), Typed("number", 1), Typed("string", "a")),
        ([], ["a"], []),
    ],
)
def test_planned_values_stay_and_unknown_values_are_filled(
    planned: Any, actual: Any, expected: Any
) -> None:
    assert filled(planned, actual) == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        pytest.param(
            {"computed": True},
            {"name": None, "tier": "auto", "tools": [{"type": "search"}]},
            id="only answered",
        ),
        pytest.param({"optional": True}, {"tools": [{"type": "search"}]}, id="can be set"),
    ],
)
def test_a_dynamic_value_has_the_computed_members(
    mode: dict[str, Any], expected: dict[str, Any]
) -> None:
    tool = Object({"type": String(required=True), "mode": String(optional=True)})
    inner = Object(
        {
            "name": String(**mode),
            "tier": String(**mode, server_default="auto"),
            "tools": Dynamic(ListOf(tool), **mode),
        }
    )
    returned = {"tier": "auto", "tools": [{"type": "search", "mode": None}], "unknown": 1}
    found = from_json({"items": Dynamic(ListOf(inner), computed=True)}, {"items": [returned]}, {})
    assert found["items"].value == [expected]


PLACE: dict[str, Attribute] = {
    "place": dynamic_object(
        {
            "size": Integer(optional=True),
            "env": MapOf(String(), optional=True, unread=True),
            "kind": String(optional=True, computed=True, default="base64"),
            "effort": String(optional=True, computed=True),
            "ids": SetOf(String(), optional=True),
        },
        optional=True,
    )
}


def test_values_that_the_api_never_returns_stay_in_a_changed_dynamic_object() -> None:
    known = {"place": typed({"size": 1, "env": {"A": "1"}})}
    assert from_json(PLACE, {"place": {"size": 1, "env": None}}, known) == known
    changed = from_json(PLACE, {"place": {"size": 2, "kind": "base64"}}, known)
    assert changed == {"place": typed({"size": 2, "env": {"A": "1"}})}


def test_defaults_within_a_dynamic_object_are_sent() -> None:
    assert create_body(PLACE, {"place": typed({"size": 1})}) == {
        "place": {"size": 1, "kind": "base64"}
    }
    assert create_body(PLACE, {"place": typed({"kind": "raw"})}) == {"place": {"kind": "raw"}}


def test_defaults_of_the_api_are_not_a_difference() -> None:
    shape = outer_shape(PLACE["place"])
    filled_in, said = {"size": 1, "effort": "medium"}, {"size": 1}
    assert same_json(shape, filled_in, said, reading=False)
    assert not same_json(shape, filled_in, {**said, "effort": "low"}, reading=False)
    assert not same_json(shape, {"size": 1}, {}, reading=False)


def test_sets_within_dynamic_objects_have_no_order() -> None:
    known = {"place": typed({"ids": ["b", "a"]})}
    assert from_json(PLACE, {"place": {"ids": ["a", "b"]}}, known) == known


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"object": "project.group", "group_id": "group_1"}, "group_1"),
        ({"id": "group_1", "name": "Support"}, "group_1"),
        ({"id": "rl_1", "group_id": "group_1"}, "group_1"),
    ],
)
def test_an_object_of_a_list_is_found_by_its_path_parameter_or_id(
    item: dict[str, Any], expected: str
) -> None:
    assert name_in_list(item, "group_id") == expected
