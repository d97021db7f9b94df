"""Tables of plans: from state and configuration to the planned values and the replacements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from provider_shim.engine.planning import Plan, plan, without_not_returned
from provider_shim.vocabulary.diagnostics import Key, Path
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
)
from provider_shim.vocabulary.values import UNKNOWN, Typed, typed
from tests.terraform_core import plan_faults, proposed_new

ID = String(computed=True)


def planned(attributes: Mapping[str, Attribute], prior: Any, config: dict[str, Any]) -> Plan:
    """Plan like Terraform, and check Terraform's rules for plans. Missing attributes are null."""
    config = {name: config.get(name) for name in attributes}
    if prior is not None:
        prior = {name: prior.get(name) for name in attributes}
    made = plan(attributes, prior, proposed_new(attributes, prior, config), config)
    assert list(plan_faults(attributes, prior, config, made.planned)) == []
    return made


# --- verbs ------------------------------------------------------------------------------------------------------


def test_destroy_plans_nothing() -> None:
    assert plan({"id": ID}, {"id": "x"}, None, None) == Plan(planned=None)


def test_computed_values_are_unknown_in_the_plan_of_a_create() -> None:
    schema = {"id": ID, "name": String(required=True), "note": String(optional=True)}
    assert planned(schema, None, {"name": "n"}) == Plan(
        planned={"id": UNKNOWN, "name": "n", "note": None}
    )


def test_an_unchanged_object_has_an_empty_plan_despite_volatile_values() -> None:
    schema = {
        "id": ID,
        "name": String(required=True),
        "status": String(computed=True, volatile=True),
    }
    state = {"id": "x", "name": "n", "status": "done"}
    assert planned(schema, state, {"name": "n"}) == Plan(planned=state)


def test_an_update_makes_only_volatile_values_unknown() -> None:
    schema = {
        "id": ID,
        "name": String(required=True),
        "status": String(computed=True, volatile=True),
    }
    made = planned(schema, {"id": "x", "name": "n", "status": "done"}, {"name": "m"})
    assert made == Plan(planned={"id": "x", "name": "m", "status": UNKNOWN})


def test_an_update_keeps_nulls_from_the_api() -> None:
    schema = {"name": String(required=True), "expires_at": Integer(computed=True)}
    made = planned(schema, {"name": "n", "expires_at": None}, {"name": "m"})
    assert made.planned == {"name": "m", "expires_at": None}


@pytest.mark.parametrize("wanted", ["m", UNKNOWN])
def test_a_value_that_cannot_change_in_place_plans_a_replacement(wanted: Any) -> None:
    schema = {"id": ID, "kind": String(required=True, replace=True)}
    assert planned(schema, {"id": "x", "kind": "n"}, {"kind": wanted}).replace == [("kind",)]


def test_create_needs_no_replacement() -> None:
    assert planned({"kind": String(required=True, replace=True)}, None, {"kind": "n"}).replace == []


def test_removing_a_replacing_value_plans_a_replacement() -> None:
    schema = {"kind": String(optional=True, replace=True)}
    assert planned(schema, {"kind": "n"}, {}).replace == [("kind",)]


# --- modes of one attribute -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attribute", "prior", "config", "expected"),
    [
        pytest.param(String(optional=True), "a", None, None, id="removed"),
        pytest.param(String(optional=True), None, "a", "a", id="added"),
        pytest.param(String(optional=True), "a", "", "", id="empty is not null"),
        pytest.param(Integer(optional=True), 1, 0, 0, id="zero is not null"),
        pytest.param(Bool(optional=True), True, False, False, id="false is not null"),
        pytest.param(ListOf(String(), optional=True), ["a"], [], [], id="empty list is not null"),
        pytest.param(String(optional=True), "a", UNKNOWN, UNKNOWN, id="unknown"),
        pytest.param(
            String(optional=True, computed=True), "a", None, "a", id="the API's value stays"
        ),
        pytest.param(
            String(optional=True, computed=True), "a", "b", "b", id="the configuration wins"
        ),
        pytest.param(
            Bool(optional=True, computed=True, default=True), False, None, True, id="default"
        ),
        pytest.param(
            Bool(optional=True, computed=True, default=True), True, False, False, id="not default"
        ),
        pytest.param(
            Bool(optional=True, computed=True, default=False),
            None,
            None,
            False,
            id="default that is false",
        ),
        pytest.param(String(optional=True, write_only=True), None, "secret", None, id="write-only"),
        pytest.param(
            String(optional=True, write_only=True), None, UNKNOWN, None, id="write-only unknown"
        ),
        pytest.param(
            SetOf(String(), optional=True), ["a", "b"], ["a", "b"], ["a", "b"], id="same set"
        ),
    ],
)
def test_one_attribute_of_an_existing_object(
    attribute: Attribute, prior: Any, config: Any, expected: Any
) -> None:
    made = planned({"x": attribute}, {"x": prior}, {"x": config}).planned
    assert made == {"x": expected}


@pytest.mark.parametrize(
    ("attribute", "config", "expected"),
    [
        pytest.param(String(optional=True), None, None, id="null"),
        pytest.param(String(computed=True), None, UNKNOWN, id="computed"),
        pytest.param(String(optional=True, computed=True), None, UNKNOWN, id="left to the API"),
        pytest.param(String(optional=True, computed=True), "a", "a", id="configured"),
        pytest.param(String(optional=True, computed=True, default="d"), None, "d", id="default"),
        pytest.param(
            String(optional=True, computed=True, default="d"),
            UNKNOWN,
            UNKNOWN,
            id="unknown is no null",
        ),
        pytest.param(String(optional=True, write_only=True), "secret", None, id="write-only"),
    ],
)
def test_one_attribute_of_a_new_object(attribute: Attribute, config: Any, expected: Any) -> None:
    assert planned({"x": attribute}, None, {"x": config}).planned == {"x": expected}


def test_a_provider_setting_does_not_make_volatile_values_unknown() -> None:
    schema = {
        "wait": Bool(optional=True, local=True),
        "status": String(computed=True, volatile=True),
    }
    made = planned(schema, {"wait": None, "status": "done"}, {"wait": True})
    assert made == Plan(planned={"wait": True, "status": "done"})


def test_a_local_value_that_forces_replacement_makes_volatile_values_unknown() -> None:
    schema = {
        "triggers": MapOf(String(), optional=True, local=True, replace=True),
        "status": String(computed=True, volatile=True),
    }
    made = planned(schema, {"triggers": {"a": "1"}, "status": "done"}, {"triggers": {"a": "2"}})
    assert made == Plan(
        planned={"triggers": {"a": "2"}, "status": UNKNOWN}, replace=[("triggers",)]
    )


def test_a_changed_write_only_value_alone_is_not_a_change() -> None:
    schema = {
        "secret": String(optional=True, write_only=True),
        "status": String(computed=True, volatile=True),
    }
    state = {"secret": None, "status": "done"}
    assert planned(schema, state, {"secret": "new"}) == Plan(planned=state)


# --- nested -----------------------------------------------------------------------------------------------------

STRATEGY = Object(
    {
        "type": String(required=True),
        "size": Integer(optional=True, computed=True),
        "mode": String(optional=True, computed=True, default="fast"),
    },
    optional=True,
    computed=True,
)


@pytest.mark.parametrize(
    ("prior", "config", "expected"),
    [
        pytest.param(None, None, UNKNOWN, id="created without"),
        pytest.param(
            None,
            {"type": "auto", "size": None, "mode": None},
            {"type": "auto", "size": UNKNOWN, "mode": "fast"},
            id="created in part",
        ),
        pytest.param(
            {"s": {"type": "static", "size": 8, "mode": "fast"}},
            None,
            {"type": "static", "size": 8, "mode": "fast"},
            id="answered by the API and never configured",
        ),
        pytest.param(
            {"s": {"type": "static", "size": 8, "mode": "fast"}},
            {"type": "auto", "size": None, "mode": None},
            {"type": "auto", "size": 8, "mode": "fast"},
            id="changed in part",
        ),
    ],
)
def test_nested_object(prior: Any, config: Any, expected: Any) -> None:
    assert planned({"s": STRATEGY}, prior, {"s": config}).planned == {"s": expected}


def test_an_object_from_the_api_alone_causes_no_change() -> None:
    """Terraform proposes null for it, because only a configuration can set `type`."""
    schema = {"s": STRATEGY, "status": String(computed=True, volatile=True)}
    state = {"s": {"type": "static", "size": 8, "mode": "fast"}, "status": "done"}
    assert planned(schema, state, {}) == Plan(planned=state)


ITEM = Object(
    {
        "name": String(required=True),
        "kind": String(optional=True, replace=True),
        "id": String(computed=True),
    }
)


def item(name: str, kind: str | None = None, identity: Any = None) -> dict[str, Any]:
    return {"name": name, "kind": kind, "id": identity}


@pytest.mark.parametrize(
    ("prior", "config", "expected", "replace"),
    [
        pytest.param(
            [item("a", identity="1")],
            [item("a"), item("b")],
            [item("a", identity="1"), item("b", identity=UNKNOWN)],
            [],
            id="appended",
        ),
        pytest.param(
            [item("a", identity="1"), item("b", identity="2")],
            [item("a")],
            [item("a", identity="1")],
            [],
            id="shortened",
        ),
        pytest.param(
            [item("a", "k", "1")],
            [item("a", "l")],
            [item("a", "l", "1")],
            [("x", 0, "kind")],
            id="replacing member changed",
        ),
        pytest.param(
            [item("a", identity="1")],
            [item("a"), item("b", "k")],
            [item("a", identity="1"), item("b", "k", UNKNOWN)],
            [("x", 1, "kind")],
            id="replacing member in a new element",
        ),
        pytest.param([item("a", identity="1")], UNKNOWN, UNKNOWN, [], id="unknown list"),
        pytest.param([item("a", identity="1")], [UNKNOWN], None, [], id="unknown element"),
    ],
)
def test_list_of_objects(prior: Any, config: Any, expected: Any, replace: list[Path]) -> None:
    made = planned({"x": ListOf(ITEM, optional=True)}, {"x": prior}, {"x": config})
    if expected is not None:
        assert made.planned == {"x": expected}
    assert made.replace == replace


def test_map_of_objects_is_matched_by_key() -> None:
    made = planned(
        {"x": MapOf(ITEM, optional=True)},
        {"x": {"one": item("a", "k", "1"), "gone": item("z", "k", "9")}},
        {"x": {"one": item("a", "l"), "two": item("b")}},
    )
    assert made.planned == {"x": {"one": item("a", "l", "1"), "two": item("b", None, UNKNOWN)}}
    assert made.replace == [("x", Key("one"), "kind")]


def test_a_new_nested_object_with_a_replacing_member_plans_a_replacement() -> None:
    schema = {
        "x": Object(
            {"a": String(optional=True), "stores": ListOf(String(), optional=True, replace=True)},
            optional=True,
        )
    }
    assert planned(schema, {}, {"x": {"a": "1", "stores": None}}).replace == []
    assert planned(schema, {}, {"x": {"a": None, "stores": ["s"]}}).replace == [("x", "stores")]


def test_a_replacing_object_is_reported_as_one_path() -> None:
    schema = {"x": Object({"a": String(required=True, replace=True)}, optional=True, replace=True)}
    assert planned(schema, {"x": {"a": "1"}}, {"x": {"a": "2"}}).replace == [("x",)]


def test_a_value_that_the_api_computes_does_not_force_replacement() -> None:
    schema = {
        "a": String(required=True),
        "x": String(optional=True, computed=True, replace=True, volatile=True),
    }
    assert planned(schema, {"a": "1", "x": "returned"}, {"a": "2"}).replace == []


# --- equivalent values ------------------------------------------------------------------------------------------


def same_size(one: Any, other: Any) -> bool:
    return (one["size"] or 800) == (other["size"] or 800)


def test_an_equivalent_object_keeps_its_value_in_the_state() -> None:
    schema = {
        "x": Object(
            {"type": String(required=True), "size": Integer(optional=True)},
            optional=True,
            replace=True,
            equivalent=same_size,
        ),
        "status": String(computed=True, volatile=True),
    }
    state = {"x": {"type": "static", "size": 800}, "status": "done"}
    assert planned(schema, state, {"x": {"type": "auto", "size": None}}) == Plan(planned=state)
    changed = planned(schema, state, {"x": {"type": "static", "size": 100}})
    assert changed.replace == [("x",)]


def test_an_equivalent_string_keeps_its_value_in_the_state() -> None:
    schema = {"x": String(optional=True, equivalent=lambda a, b: a.lower() == b.lower())}
    assert planned(schema, {"x": "A"}, {"x": "a"}).planned == {"x": "A"}
    assert planned(schema, {"x": "A"}, {"x": "b"}).planned == {"x": "b"}


TOOLS = Dynamic(
    ListOf(
        Object(
            {
                "type": String(required=True),
                "strict": Bool(optional=True, server_default=False),
                "parameters": Dynamic(optional=True),
            }
        )
    ),
    optional=True,
)


def tuple_of(*members: dict[str, Any]) -> Typed | None:
    return typed(list(members))


@pytest.mark.parametrize(
    ("attribute", "prior", "config", "same"),
    [
        pytest.param(
            Dynamic(optional=True), Typed("number", 1), Typed("number", 1.0), True, id="1 and 1.0"
        ),
        pytest.param(
            Dynamic(optional=True),
            Typed(["map", "string"], {"a": "1"}),
            Typed(["object", {"a": "string"}], {"a": "1"}),
            True,
            id="map and object",
        ),
        pytest.param(
            Dynamic(optional=True),
            Typed(["list", "string"], ["a"]),
            Typed(["tuple", ["string"]], ["a"]),
            True,
            id="list and tuple",
        ),
        pytest.param(
            Dynamic(optional=True), typed(value=True), Typed("number", 1), False, id="true and 1"
        ),
        pytest.param(
            Dynamic(optional=True), Typed("string", "1"), Typed("number", 1), False, id='"1" and 1'
        ),
        pytest.param(
            Dynamic(optional=True), typed([1, 2]), typed([2, 1]), False, id="order of a list"
        ),
        pytest.param(
            TOOLS,
            tuple_of({"type": "function"}),
            tuple_of({"type": "function", "strict": False, "parameters": None}),
            True,
            id="what the server does by default",
        ),
        pytest.param(
            TOOLS,
            tuple_of({"type": "function"}),
            tuple_of({"type": "function", "strict": True}),
            False,
            id="what the server does not do by default",
        ),
        pytest.param(
            TOOLS,
            tuple_of({"type": "function", "parameters": {"a": 1}}),
            tuple_of({"type": "function", "parameters": {"a": 1, "b": None}}),
            False,
            id="free JSON is compared as it is",
        ),
        pytest.param(
            Dynamic(AnyOf((String(), Object({"a": String(required=True)}))), optional=True),
            Typed("string", "a"),
            typed({"a": "a"}),
            False,
            id="another alternative",
        ),
    ],
)
def test_dynamic_values(attribute: Attribute, prior: Any, config: Any, same: bool) -> None:  # noqa: FBT001
    made = planned({"x": attribute}, {"x": prior}, {"x": config}).planned
    assert made is not None
    kept = prior if same else config
    assert (made["x"].type, made["x"].value) == (kept.type, kept.value)


def test_dynamic_value_with_something_unknown_inside_is_planned_as_configured() -> None:
    config = Typed(["object", {"a": "string"}], {"a": UNKNOWN})
    made = planned({"x": Dynamic(optional=True)}, {"x": typed({"a": "1"})}, {"x": config}).planned
    assert made == {"x": config}


def test_more_precise_number_is_a_change() -> None:
    assert planned({"x": Float(optional=True)}, {"x": 0.1}, {"x": 0.11}).planned == {"x": 0.11}


# --- imports ----------------------------------------------------------------------------------------------------


def test_values_that_the_api_never_returns_do_not_replace_imported_objects() -> None:
    schema = {
        "returned": String(optional=True, replace=True),
        "unreturned": String(optional=True, replace=True, unread=True),
        "local": String(optional=True, replace=True, local=True),
    }
    state = {"returned": "a", "unreturned": None, "local": "default"}
    made = planned(schema, state, {"returned": "b", "unreturned": "b", "local": "b"})
    assert sorted(made.replace) == [("local",), ("returned",), ("unreturned",)]
    assert without_not_returned(schema, state, made.replace) == [("returned",)]
    known = {**state, "unreturned": "a"}
    assert ("unreturned",) in without_not_returned(schema, known, made.replace)


@pytest.mark.parametrize(
    ("attribute", "default", "other"),
    [
        pytest.param(
            String(optional=True, replace=True, server_default="1g"), "1g", "4g", id="a string"
        ),
        pytest.param(
            Bool(optional=True, replace=True, server_default=False), False, True, id="false"
        ),
        pytest.param(
            Object(
                {"anchor": String(required=True), "minutes": Integer(required=True)},
                optional=True,
                replace=True,
                server_default={"anchor": "last", "minutes": 20},
            ),
            {"anchor": "last", "minutes": 20},
            {"anchor": "last", "minutes": 21},
            id="an object",
        ),
        pytest.param(
            Object(
                {
                    "type": String(required=True, server_default="disabled"),
                    "domains": SetOf(String(), optional=True),
                },
                optional=True,
                replace=True,
            ),
            {"type": "disabled", "domains": None},
            {"type": "allowlist", "domains": ["a.com"]},
            id="the members of an object",
        ),
    ],
)
def test_setting_or_removing_the_default_of_the_api_replaces_nothing(
    attribute: Attribute, default: Any, other: Any
) -> None:
    schema = {"x": attribute}
    for prior, config in (({}, {"x": default}), ({"x": default}, {})):
        assert planned(schema, prior, config).replace == []
    for prior, config in (({}, {"x": other}), ({"x": other}, {}), ({"x": default}, {"x": other})):
        assert planned(schema, prior, config).replace == [("x",)]
    assert planned(schema, {}, {"x": UNKNOWN}).replace == [("x",)]
