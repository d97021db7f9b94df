"""The rules for filters of searches in files."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from openai.types.shared import ComparisonFilter, CompoundFilter

from provider_shim.rules.filters import (
    COMPARISONS,
    GROUPS,
    file_filter_fault,
    search_filter_fault,
)

EQUAL = {"type": "eq", "key": "language", "value": "en"}


@pytest.mark.parametrize(
    "value",
    [
        EQUAL,
        {"type": "in", "key": "year", "value": [2025, "2026"]},
        {"type": "gte", "key": "year", "value": 2025.5, "filters": None},
        {"type": "and", "filters": [EQUAL, {"type": "or", "filters": [EQUAL]}]},
    ],
)
def test_valid_filters_are_accepted(value: Any) -> None:
    assert file_filter_fault(value) is None
    assert search_filter_fault(value) is None


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"type": "equals", "ky": "topic"}, '`type` must be `eq`, `ne`, `gt`, `gte`, `lt`, `lte`, `in`, `nin`, `and` or `or`, not "'),
        ({"key": "topic", "value": "x"}, "`type` must be set to `eq`, "),
        ({**EQUAL, "ky": "x"}, '`ky` is unknown: a filter with the type "eq" has `type`, `key` and `value`. Did you mean "key"?'),
        ({"type": "eq", "key": "topic"}, '`value` must be set if `type` is "eq".'),
        ({**EQUAL, "key": 3}, "`key` must be a string"),
        ({**EQUAL, "value": {"a": 1}}, "`value` must be a string, a number, a bool, or a list of these."),
        ({"type": "and", "filters": EQUAL}, "`filters` must be a list of filters."),
        ({"type": "and", "filters": [EQUAL, {"type": "or", "filters": ["x"]}]}, "`filters[1].filters[0]` must be an object"),
        ({"type": "or", "filters": [{**EQUAL, "type": "equal"}]}, "`filters[0].type` must be `eq`"),
    ],
)  # fmt: skip
def test_wrong_filters_are_rejected_with_their_paths(value: Any, fault: str) -> None:
    assert str(file_filter_fault(value)).startswith(fault)
    assert search_filter_fault(value) == file_filter_fault(value)


def test_the_operators_are_those_of_the_sdk() -> None:
    assert get_args(ComparisonFilter.model_fields["type"].annotation) == COMPARISONS
    assert get_args(CompoundFilter.model_fields["type"].annotation) == GROUPS


def test_filters_of_web_searches_are_free() -> None:
    assert search_filter_fault({"allowed_domains": ["a.example"]}) is None
    assert str(file_filter_fault({"allowed_domains": ["a.example"]})).startswith("`type` must be")
