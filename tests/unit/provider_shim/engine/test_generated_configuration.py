"""The generated configuration of an imported object contains each value once, and no secrets."""

from __future__ import annotations

from provider_shim.engine.generated_configuration import generated
from provider_shim.vocabulary.schema import Bool, Integer, ListOf, MapOf, Object, SetOf, String

PART = Object({"size": Integer(optional=True), "made_at": Integer(computed=True)}, optional=True)


def test_computed_values_are_omitted_at_every_depth() -> None:
    attributes = {
        "id": String(computed=True),
        "one": PART,
        "list": ListOf(PART, optional=True),
        "set": SetOf(PART, optional=True),
        "map": MapOf(PART, optional=True),
    }
    part, kept = {"size": 1, "made_at": 2}, {"size": 1, "made_at": None}
    state = {"id": "i", "one": part, "list": [part], "set": [part], "map": {"k": part}}
    assert generated(attributes, state) == {
        "id": None,
        "one": kept,
        "list": [kept],
        "set": [kept],
        "map": {"k": kept},
    }


def test_null_stays_null() -> None:
    assert generated({"one": PART}, {"one": None}) == {"one": None}


def test_the_first_set_attribute_of_an_exclusive_group_is_generated() -> None:
    either = ("id", "name")
    attributes = {name: String(optional=True, exactly_one_of=either) for name in either}
    assert generated(attributes, {"id": "i", "name": "n"}) == {"id": "i", "name": None}
    assert generated(attributes, {"id": None, "name": "n"}) == {"id": None, "name": "n"}


def test_a_conflict_counts_whichever_of_the_two_declares_it() -> None:
    first, second = String(optional=True), String(optional=True)
    state = {"a": "x", "b": "y"}
    assert generated({"a": first.but(conflicts_with=("b",)), "b": second}, state)["b"] is None
    assert generated({"a": first, "b": second.but(conflicts_with=("a",))}, state)["b"] is None


def test_deprecated_write_only_and_sensitive_values_are_omitted() -> None:
    attributes = {
        "old": String(optional=True, deprecated="Use new."),
        "secret": String(optional=True, write_only=True),
        "hidden": String(optional=True, sensitive=True),
    }
    assert generated(attributes, dict.fromkeys(attributes, "x")) == dict.fromkeys(attributes)


def test_an_empty_list_is_omitted_in_favour_of_its_alternative() -> None:
    tiers = {
        "enabled_tiers": SetOf(
            String(), optional=True, computed=True, conflicts_with=("all_tiers_enabled",)
        ),
        "all_tiers_enabled": Bool(optional=True, computed=True, conflicts_with=("enabled_tiers",)),
    }
    state = {"enabled_tiers": [], "all_tiers_enabled": True}
    assert generated(tiers, state) == {"enabled_tiers": None, "all_tiers_enabled": True}
