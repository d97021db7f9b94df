"""Rules for the filters of searches in files. Each returns a sentence about what is wrong, or None. See `provider_shim.rules`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.rules.limits import in_sentence, nearest

COMPARISONS = ("eq", "ne", "gt", "gte", "lt", "lte", "in", "nin")
"""The operators that compare an attribute of a file with a value."""

GROUPS = ("and", "or")
"""The operators that combine filters."""

_COMPARISON, _GROUP = ("type", "key", "value"), ("type", "filters")


def file_filter_fault(value: Any) -> str | None:
    """Return what is wrong with a filter by the attributes of files, or None."""
    return _fault(value, "")


def search_filter_fault(value: Any) -> str | None:
    """Return what is wrong with a filter of a search in files, or None. Filters of web searches can have any other members."""
    is_of_files = isinstance(value, Mapping) and not {*_COMPARISON, *_GROUP}.isdisjoint(value)
    return file_filter_fault(value) if is_of_files else None


def _fault(value: Any, path: str) -> str | None:
    if not isinstance(value, Mapping):
        where = f"`{path.removesuffix('.')}`" if path else "The value"
        return f'{where} must be an object, such as `{{ type = "eq", key = "language", value = "en" }}`.'
    given = {name: item for name, item in value.items() if item is not None}
    kind = given.get("type")
    if kind not in (*COMPARISONS, *GROUPS):
        wrong = "must be set to" if kind is None else "must be"
        what = (
            "." if kind is None else f', not "{kind}".{nearest(str(kind), (*COMPARISONS, *GROUPS))}'
        )
        return f"`{path}type` {wrong} {in_sentence((*COMPARISONS, *GROUPS), 'or')}{what}"
    members = _GROUP if kind in GROUPS else _COMPARISON
    for name in given:
        if name not in members:
            known = in_sentence(members)
            return f'`{path}{name}` is unknown: a filter with the type "{kind}" has {known}.{nearest(name, members)}'
    for name in members:
        if name not in given:
            return f'`{path}{name}` must be set if `{path}type` is "{kind}".'
    if kind in GROUPS:
        return _group_fault(given["filters"], path)
    if not isinstance(given["key"], str):
        return f"`{path}key` must be a string: the name of an attribute."
    return _value_fault(given["value"], path)


def _group_fault(filters: Any, path: str) -> str | None:
    if not isinstance(filters, list | tuple):
        return f"`{path}filters` must be a list of filters."
    faults = (_fault(one, f"{path}filters[{index}].") for index, one in enumerate(filters))
    return next(filter(None, faults), None)


def _value_fault(value: Any, path: str) -> str | None:
    items = value if isinstance(value, list | tuple) else [value]
    if all(isinstance(one, str | bool | int | float) for one in items):
        return None
    return f"`{path}value` must be a string, a number, a bool, or a list of these."
