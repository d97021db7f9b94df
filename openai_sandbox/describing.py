"""Words in which operations that no published document has are described by hand, in the form of a document.

It must not know any particular operation: those stand in ``newer`` and the modules beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Raw = dict[str, Any]
"""A schema or an operation, as a document writes it."""

TEXT: Raw = {"type": "string"}
FILE: Raw = {"type": "string", "format": "binary"}
NUMBER: Raw = {"type": "integer"}
TRUTH: Raw = {"type": "boolean"}
NULL: Raw = {"type": "null"}
ANYTHING: Raw = {}
FREE: Raw = {"type": "object", "additionalProperties": {}}
"""Any JSON object."""
TEXT_MAP: Raw = {"type": "object", "additionalProperties": TEXT}
METADATA: Raw = {
    "type": "object",
    "maxProperties": 16,
    "propertyNames": {"type": "string", "maxLength": 64},
    "additionalProperties": {"type": "string", "maxLength": 512},
}
"""Pairs within the limits that hold everywhere."""


def or_null(schema: Raw) -> Raw:
    """Return a schema that allows null as well."""
    return any_of(schema, NULL)


def any_of(*schemas: Raw) -> Raw:
    """Return a union."""
    return {"anyOf": list(schemas)}


def one(*values: str) -> Raw:
    """Return one of some texts."""
    return {"type": "string", "enum": list(values)}


def several(element: Raw, **limits: Any) -> Raw:
    """Return a list."""
    return {"type": "array", "items": element, **limits}


def record(properties: Mapping[str, Raw], optional: Iterable[str] = ()) -> Raw:
    """Return an object, all of whose properties are required save the ``optional`` ones."""
    may_lack = set(optional)
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in may_lack],
    }


def variant(
    kind: str, needed: Mapping[str, Raw] | None = None, possible: Mapping[str, Raw] | None = None
) -> Raw:
    """Return one of several kinds of objects that are told apart by ``type``: what it must have, and what it may."""
    more = possible or {}
    return record({"type": one(kind), **(needed or {}), **more}, more)


def refer(component: str) -> Raw:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{component}"}


def answering(schema: Raw) -> Raw:
    """Return an operation that answers this."""
    return {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}


def taking(body: Raw, answer: Raw, *, needed: bool = True) -> Raw:
    """Return an operation that takes JSON and answers this."""
    content = {"application/json": {"schema": body}}
    return {"requestBody": {"required": needed, "content": content}, **answering(answer)}


def listing(component: str, *, ordered: bool = True, **filters: Raw) -> Raw:
    """Return an operation that lists objects of a component page by page.

    Args:
        component: the name of the component.
        ordered: whether the order can be chosen.
        filters: further parts of the query.
    """
    order = {"order": one("asc", "desc")} if ordered else {}
    query = {"after": TEXT, "limit": NUMBER, **order, **filters}
    ends = dict.fromkeys(("first_id", "last_id"), or_null(TEXT))
    data = several(refer(component))
    answer = record({"object": one("list"), "data": data, "has_more": TRUTH, **ends})
    return {
        "parameters": [{"in": "query", "name": name, "schema": raw} for name, raw in query.items()],
        **answering(answer),
    }


def deleting(kind: str) -> Raw:
    """Return an operation that deletes an object whose ``object`` is ``kind``."""
    return answering(record({"id": TEXT, "object": one(f"{kind}.deleted"), "deleted": TRUTH}))


def with_header(
    paths: Mapping[str, Mapping[str, Any]], name: str, value: str
) -> dict[str, dict[str, Any]]:
    """Return operations by path and method, all of which want a header as well."""
    header = {"in": "header", "name": name, "required": True, "schema": one(value)}
    return {
        path: {
            method: {**operation, "parameters": [*operation.get("parameters", ()), header]}
            for method, operation in item.items()
        }
        for path, item in paths.items()
    }
