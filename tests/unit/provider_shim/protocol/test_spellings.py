"""Terraform sees second names beside the first; the provider sees the first alone."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine import configuration
from provider_shim.protocol import spellings
from provider_shim.protocol.spellings import Spellings
from provider_shim.vocabulary.diagnostics import Severity
from provider_shim.vocabulary.schema import Derived, Integer, ListOf, Schema, String
from provider_shim.vocabulary.values import UNKNOWN

SCHEMA = Schema(
    {
        "id": String(computed=True, also=("role_id",), doc="Id."),
        "role_name": String(required=True, also=("name", "title"), doc="Name."),
        "note": String(optional=True, also=("remark",), doc="Note."),
        "plain": String(optional=True, doc="Plain."),
    }
)
NOTHING: dict[str, Any] = dict.fromkeys(
    ("id", "role_id", "role_name", "name", "title", "note", "remark", "plain")
)


def given(**values: Any) -> dict[str, Any]:
    return {**NOTHING, **values}


def test_terraform_sees_all_names_and_requires_none_of_them() -> None:
    known = spellings.spelled_out(SCHEMA)
    assert list(known) == [
        "id",
        "role_id",
        "role_name",
        "name",
        "title",
        "note",
        "remark",
        "plain",
    ]
    assert (known["name"].required, known["name"].optional, known["name"].computed) == (
        False,
        True,
        True,
    )
    assert not known["role_id"].configurable
    assert known["name"].doc == "The same as `role_name`."


@pytest.mark.parametrize("name", ["role_name", "name", "title"])
@pytest.mark.parametrize("value", ["n", UNKNOWN])
def test_the_provider_finds_a_value_under_the_first_name(name: str, value: Any) -> None:
    found = Spellings(SCHEMA).first_names(given(**{name: value}))
    assert found == {"id": None, "role_name": value, "note": None, "plain": None}


def test_terraform_gets_the_value_under_every_name() -> None:
    value = {"id": "r", "role_name": "n", "note": None, "plain": "p"}
    assert Spellings(SCHEMA).all_names(value) == given(
        id="r", role_id="r", role_name="n", name="n", title="n", plain="p"
    )


def test_a_change_by_a_second_name_overrides_the_kept_first_name() -> None:
    proposed = given(role_name="old", name="new", title="old")
    found = Spellings(SCHEMA).first_names(proposed, given(name="new"))
    assert found is not None
    assert found["role_name"] == "new"


def test_a_removed_argument_is_removed_although_terraform_kept_it() -> None:
    proposed = given(role_name="n", note="old", remark="old")
    found = Spellings(SCHEMA).first_names(proposed, given(role_name="n"))
    assert found is not None
    assert found["note"] is None


def test_null_stays_null_under_every_name() -> None:
    assert Spellings(SCHEMA).first_names(None) is None
    assert Spellings(SCHEMA).all_names(None) is None


def test_a_required_argument_without_any_of_its_names_is_an_error() -> None:
    [fault] = Spellings(SCHEMA).faults(given())
    assert (fault.path, fault.summary) == (("role_name",), "Missing required argument")


def test_two_names_of_one_argument_are_an_error_at_the_second() -> None:
    [fault] = Spellings(SCHEMA).faults(given(role_name="a", title="b"))
    assert fault.path == ("title",)
    assert "`role_name` and `title` are names of the same argument" in fault.detail


def test_two_names_with_the_same_value_are_accepted_as_terraform_generates_them() -> None:
    assert Spellings(SCHEMA).faults(given(role_name="a", title="a")) == []


def test_two_names_with_possibly_different_values_are_an_error() -> None:
    assert Spellings(SCHEMA).faults(given(role_name=UNKNOWN, title=UNKNOWN))


def test_a_second_name_cannot_be_the_first_name_of_a_sibling() -> None:
    with pytest.raises(ValueError, match="second name 'b'"):
        Schema(
            {
                "a": String(optional=True, also=("b",), doc="A."),
                "b": String(optional=True, doc="B."),
            }
        )


def test_second_names_of_the_provider_are_deprecated_and_not_computed() -> None:
    seen = spellings.spelled_out(configuration.SCHEMA)
    for second, first in (
        ("admin_key", "admin_api_key"),
        ("api_url", "base_url"),
        ("request_timeout_seconds", "timeout"),
    ):
        assert seen[second].deprecated == f"Use `{first}`, which means the same."
        assert not seen[second].computed
        assert not seen[first].computed
        assert seen[first].deprecated is None
        config = dict.fromkeys(seen) | {second: "x"}
        assert (Spellings(configuration.SCHEMA).first_names(config) or {})[first] == "x"


DERIVED = Schema(
    {"users": ListOf(String(), computed=True, doc="Users."), "group_id": String(required=True)},
    derived={
        "user_count": Derived(
            attribute=Integer(computed=True, doc="Count."),
            sources=("users",),
            of=lambda users: None if users is None else len(users),
        )
    },
)


@pytest.mark.parametrize(
    ("users", "count"),
    [(["a", "b"], 2), ([], 0), (None, None), (UNKNOWN, UNKNOWN), ([UNKNOWN], UNKNOWN)],
)
def test_only_terraform_sees_derived_attributes(users: Any, count: Any) -> None:
    own = {"users": users, "group_id": "g"}
    whole = Spellings(DERIVED).all_names(own)
    assert whole == {**own, "user_count": count}
    assert Spellings(DERIVED).first_names(whole) == own
    assert Spellings(DERIVED).without_second_names(whole or {})["user_count"] is None
    assert "user_count" in spellings.spelled_out(DERIVED)


def test_a_derived_attribute_without_known_sources_is_an_error() -> None:
    one = Derived(attribute=String(computed=True), sources=("b",), of=str)
    with pytest.raises(ValueError, match="has no known sources"):
        Schema({"a": String(optional=True)}, derived={"c": one})


def test_a_used_second_name_of_a_key_causes_a_warning() -> None:
    nothing = dict.fromkeys(spellings.spelled_out(configuration.SCHEMA))
    assert Spellings(configuration.SCHEMA).faults({**nothing, "admin_api_key": "k"}) == []
    [diagnostic] = Spellings(configuration.SCHEMA).faults({**nothing, "admin_key": "k"})
    assert (diagnostic.severity, diagnostic.path) == (Severity.WARNING, ("admin_key",))
    assert diagnostic.detail == "Use `admin_api_key`, which means the same."
