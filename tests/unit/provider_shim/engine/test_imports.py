"""Errors that are allowed for imported objects, and errors that stop the plan."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine import imports
from provider_shim.engine.resource import Draft
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Severity, error

LACKING = error("Missing argument", "One of `a`, `b` must be set.", ("a",), ("a", "b"))
CERTAIN = error("Invalid value", "No.", ("a",))


def draft(prior: dict[str, Any] | None, config: dict[str, Any], *, imported: bool = False) -> Draft:
    return Draft(prior=prior, config=config, planned=dict(config), imported=imported)


@pytest.mark.parametrize(
    ("prior", "config", "imported", "stops"),
    [
        (None, {"a": None, "b": None}, False, True),
        ({"a": None, "b": None}, {"a": None, "b": None}, False, False),
        ({"a": "x", "b": None}, {"a": None, "b": None}, False, True),
        ({"a": "x", "b": None}, {"a": None, "b": None}, True, False),
        ({"a": "x", "b": "y"}, {"a": "x", "b": "y"}, False, False),
        ({"a": "x", "b": "y"}, {"a": "x", "b": "z"}, False, True),
        ({"a": "x", "b": "y"}, {"a": "x", "b": "z"}, True, True),
    ],
)
def test_the_plan_refuses_to_create_or_change_an_incomplete_object(
    prior: dict[str, Any] | None,
    config: dict[str, Any],
    imported: bool,  # noqa: FBT001
    stops: bool,  # noqa: FBT001
) -> None:
    found = imports.planned(draft(prior, config, imported=imported), [LACKING, CERTAIN])
    assert found == ([LACKING] if stops else [])


def test_validation_warns_about_it_and_reports_all_other_errors() -> None:
    resource = Provider().resources["openai_file"]
    one, other = imports.validated(resource, [LACKING, CERTAIN])
    assert one.severity is Severity.WARNING
    assert "only for an imported object" in one.detail
    assert other == CERTAIN


def test_objects_that_cannot_be_imported_need_all_arguments() -> None:
    embedding = Provider().resources["openai_embedding"]
    assert imports.validated(embedding, [LACKING]) == [LACKING]
