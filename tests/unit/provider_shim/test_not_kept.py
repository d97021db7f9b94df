"""The provider warns at each argument whose value the API did not store."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.kept_values import not_kept
from provider_shim.vocabulary.schema import Bool, Dynamic, Integer, ListOf, MapOf, Object, String
from provider_shim.vocabulary.values import UNKNOWN, typed

ATTRIBUTES = {
    "id": String(computed=True),
    "name": String(optional=True),
    "key": String(optional=True, sensitive=True),
    "labels": MapOf(String(), optional=True),
    "members": ListOf(String(), optional=True),
    "tools": Dynamic(optional=True),
    "limit": Object(
        {"size": Integer(optional=True), "reached": Bool(computed=True)}, optional=True
    ),
    "wait": Bool(optional=True, local=True),
}


def warnings_of(
    before: dict[str, Any] | None, wanted: dict[str, Any], stored: dict[str, Any]
) -> Any:
    nothing = dict.fromkeys(ATTRIBUTES)
    prior = None if before is None else {**nothing, **before}
    return [
        (one.path, one.summary, one.detail)
        for one in not_kept(ATTRIBUTES, wanted, prior, {**nothing, **wanted}, {**nothing, **stored})
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("name", "a", "b"),
        ("labels", {"team": "a"}, {"team": "b"}),
        ("members", ["a"], ["a", "b"]),
        ("tools", typed([{"type": "a"}]), typed([{"type": "b"}])),
        ("limit", {"size": 1, "reached": False}, {"size": 2, "reached": UNKNOWN}),
        ("name", "a", None),
        ("labels", {"team": "a"}, None),
    ],
)
def test_an_ignored_change_is_a_warning_with_both_values(name: str, old: Any, new: Any) -> None:
    [(path, summary, detail)] = warnings_of({name: old}, {name: new}, {name: old})
    assert (path, summary) == ((name,), "Change not kept by the API")
    assert "still has the old value" in detail
    assert "next plan will show the change again" in detail
    assert ("was removed" in detail) == (new is None)


def test_the_warning_about_an_ignored_secret_does_not_show_it() -> None:
    [(path, _, detail)] = warnings_of(
        {"key": "old secret"}, {"key": "new secret"}, {"key": "old secret"}
    )
    assert path == ("key",)
    assert "secret" not in detail


def test_a_third_value_is_reported_as_changed_by_the_api() -> None:
    [(_, summary, detail)] = warnings_of({"name": "a"}, {"name": "b"}, {"name": "B"})
    assert summary == "Value changed by the API"
    assert 'The provider sent "b", but the API stored "B"' in detail


@pytest.mark.parametrize(
    ("before", "wanted", "stored"),
    [
        ({"name": "a"}, {"name": "b"}, {"name": "b"}),
        ({"labels": {"a": "1"}}, {"labels": {"b": "2"}}, {"labels": {"b": "2", "gateway": "x"}}),
        (
            {"limit": {"size": 1, "reached": False}},
            {"limit": {"size": 2, "reached": UNKNOWN}},
            {"limit": {"size": 2, "reached": True}},
        ),
        (None, {"name": None}, {"name": "chosen by the server"}),
        ({"wait": True}, {"wait": False}, {"wait": True}),
        ({"id": "x"}, {}, {"id": "x"}),
    ],
)
def test_stored_values_cause_no_warning(before: Any, wanted: Any, stored: Any) -> None:
    assert warnings_of(before, wanted, stored) == []
