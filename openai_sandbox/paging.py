"""Pages of collections: cursors, order, limits and filters, from the query parameters of the document.

The module is generic. It contains nothing that is specific to one part of the API.
"""

from __future__ import annotations

import dataclasses
import itertools
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openai_sandbox.calls import Call
from openai_sandbox.errors import invalid
from openai_sandbox.schemas import Schema
from openai_sandbox.store import Record
from openai_sandbox.synthesis import branches, build, is_nullable

_PAGING = {"after", "before", "limit", "order", "order_by", "include", "page"}
_DEFAULT_LIMIT = 20
_BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """Some records of a collection, and whether more records follow in that direction."""

    records: list[Record]
    has_more: bool


def page(call: Call, collection: str, visible: Callable[[Record], bool]) -> Page:
    """Return the page that the query requests.

    Raises:
        ApiError: 400 about a cursor that is not the id of an object of the collection.
    """
    limit = int(call.query.get("limit", _declared_default(call, "limit") or _DEFAULT_LIMIT))
    order = str(call.query.get("order", _declared_default(call, "order") or "desc"))
    cursor = None if call.faults.has("repeat-cursor") else call.query.get("after")
    after = _cursor(call, collection, cursor, "after")
    before = _cursor(call, collection, call.query.get("before"), "before")
    start, end = (after, None) if before is None else (before, after)
    records = call.store.ordered(
        collection,
        # A page that ends before an object is read backwards from this object.
        ascending=order.startswith("asc") == (before is None),
        beyond=start.seq if start else None,
        piece=limit + 1,
    )
    if end is not None:
        records = itertools.takewhile(lambda record: record.id != end.id, records)
    found = list(itertools.islice((one for one in records if visible(one)), limit + 1))
    taken = found[:limit]
    more = len(found) > limit or (call.faults.has("repeat-cursor") and bool(taken))
    return Page(records=taken if before is None else taken[::-1], has_more=more)


def _cursor(call: Call, collection: str, identifier: Any, name: str) -> Record | None:
    if not identifier:
        return None
    record = call.store.get(collection, str(identifier))
    if record is None:
        raise invalid(f"Invalid value for '{name}': no object has id '{identifier}'.", name)
    return record


def _declared_default(call: Call, name: str) -> Any:
    parameter = call.operation.query.get(name)
    if parameter is None:
        return None
    if "default" in parameter.schema:
        return parameter.schema["default"]
    return next((one["default"] for one in branches(parameter.schema) if "default" in one), None)


def passes(call: Call, record: Record) -> bool:
    """Return whether the record matches the filters of the query."""
    return all(
        _agrees(name, wanted, record.wire[name])
        for name, wanted in call.query.items()
        if name not in _PAGING and name in record.wire
    )


def _agrees(name: str, wanted: Any, value: Any) -> bool:
    match wanted:
        case Mapping() if isinstance(value, int):
            return all(_BOUNDS[bound](value, one) for bound, one in wanted.items())
        case Mapping():
            return all((value or {}).get(key) == one for key, one in wanted.items())
        case "null" if name == "metadata":
            return not value
        case list():
            return value in wanted
        case _:
            return str(value) == str(wanted)


def envelope(schema: Schema, records: Sequence[Record], *, has_more: bool) -> dict[str, Any]:
    """Return a list of records in the list schema of the document."""
    properties: Mapping[str, Any] = schema.get("properties", {})
    body = build(schema, {"object": "list"})
    body["data"] = [record.wire for record in records]
    ends = {
        "first_id": records[0].id if records else None,
        "last_id": records[-1].id if records else None,
        "next": records[-1].id if has_more and records else None,
    }
    for name, value in ends.items():
        if name not in properties:
            continue
        if value is not None or is_nullable(properties[name]):
            body[name] = value
        elif name in schema.get("required", ()):
            body[name] = ""  # the document allows no null here
    if "has_more" in properties:
        body["has_more"] = has_more
    return body
