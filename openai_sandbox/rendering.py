"""Renders stored objects in the schemas of the document.

The same object has several schemas: in the answer to its creation, in a list, and as a member of another object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.calls import Call, Upload
from openai_sandbox.document_operations import Operation
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build


def render(call: Call, record: Record, operation: Operation | None = None) -> dict[str, Any]:
    """Return the object in the schema of an operation's answer."""
    operation = operation or call.operation
    if operation.shape == record.shape:
        return record.wire
    return build(operation.answer, facts_of(call, record))


def deleted(call: Call, record: Record) -> dict[str, Any]:
    """Return the answer to a DELETE."""
    schema = call.operation.answer
    if not schema:  # the document describes no answer; the API returns this one
        return {"id": record.id, "object": f"{record.wire.get('object')}.deleted", "deleted": True}
    named = call.operation.template.rpartition("{")[2].removesuffix("}")  # such as `eval_id`
    facts = {**record.wire, "id": record.id, named: record.id, "deleted": True, "success": True}
    above = record.collection.rsplit("/", 1)[0]
    if "deleted" not in schema.get("properties", {}) and above.count("/") > 1:
        parent = call.store.get(*above.rsplit("/", 1))
        facts = facts_of(call, parent) if parent else facts
    facts["object"] = f"{facts.get('object')}.deleted"  # used only if the schema allows it
    return build(schema, facts)


def facts_of(call: Call, record: Record) -> dict[str, Any]:
    """Return all known fields of an object: of its answer, of its request, and of the object that it is a copy of."""
    original = call.store.find(record.id)
    known = original.wire if original and original.collection != record.collection else {}
    facts = {**known, **record.extra.get("request", {}), **record.wire, "id": record.id}
    return with_referenced(call, facts)


def with_referenced(call: Call, facts: dict[str, Any]) -> dict[str, Any]:
    """Add, for each ``x_id``, the object ``x`` that it names."""
    for name, value in list(facts.items()):
        noun = name.removesuffix("_id")
        if noun != name and noun not in facts and isinstance(value, str):
            record = call.store.find(value)
            if record is not None:
                facts[noun] = record.wire
    return facts


def operation_of(call: Call, shape: str) -> Operation | None:
    """Return an operation that returns objects of this schema, None without one."""
    return call.operations.by_shape.get(shape)


def is_in_shape(call: Call, stored: str, shape: str) -> bool:
    """Return whether the list that the call returns can contain an object in the schema ``stored`` without a change."""
    if stored == shape:
        return True
    operation = operation_of(call, stored)
    items = call.operation.answer.get("properties", {}).get("data", {}).get("items", {})
    # If the properties are the same Python objects, both schemas come from the same component.
    return operation is not None and _same(operation.answer, items)


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    mine, theirs = one.get("properties"), other.get("properties")
    if mine is None or theirs is None or mine.keys() != theirs.keys():
        return False
    return all(mine[name] is theirs[name] for name in mine)


def plain(value: Any) -> Any:
    """Return the value without uploads, which JSON cannot contain."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items() if not isinstance(one, Upload)}
    if isinstance(value, list):
        return [plain(one) for one in value if not isinstance(one, Upload)]
    return value
