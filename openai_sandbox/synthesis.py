"""Creates values that conform to a schema, from known values and from defaults for the rest.

The functions are pure and use neither the API nor the state. The same arguments lead to the same result.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox.schema_validation import is_valid
from openai_sandbox.schemas import Schema

_NO_VALUE: Any = object()
_DEEPEST = 12
_FORMATS = {
    "date": "2025-01-01",
    "date-time": "2025-01-01T00:00:00Z",
    "uri": "https://example.com/",
    "email": "user@example.com",
}


def build(schema: Schema, known: Mapping[str, Any], *, depth: int = 0) -> dict[str, Any]:
    """Return an object that conforms to an object schema.

    A field gets its known value if that fits or can be completed. Otherwise it gets its default, or null if the schema
    allows null, or the smallest valid value if it is required. The object contains no field that the schema does not
    declare.
    """
    schema = object_schema(schema, known)
    if "properties" not in schema:
        return dict(known) if schema.get("additionalProperties") is not False else {}
    required = set(schema.get("required", ()))
    result: dict[str, Any] = {}
    for name, one in schema["properties"].items():
        value = fit(one, known[name], depth=depth) if name in known else _NO_VALUE
        if value is _NO_VALUE:
            value = _default(one)
        if value is _NO_VALUE and is_nullable(one):
            value = None
        if value is _NO_VALUE and name in required:
            value = minimal(one, depth=depth + 1)
        if value is not _NO_VALUE:
            result[name] = value
    return result


def fit(schema: Schema, value: Any, *, depth: int = 0) -> Any:
    """Return the value with the missing fields that the schema requires. If it cannot fit, return ``_NO_VALUE``."""
    if is_valid(schema, value):
        return value
    if depth > _DEEPEST:
        return _NO_VALUE
    for branch in branches(schema):
        candidate = _NO_VALUE
        if isinstance(value, Mapping) and "properties" in branch and _agrees(branch, value):
            candidate = build(branch, value, depth=depth + 1)
        elif isinstance(value, list) and "items" in branch:
            candidate = [fit(branch["items"], one, depth=depth + 1) for one in value]
            if any(one is _NO_VALUE for one in candidate):
                continue
        if candidate is not _NO_VALUE and is_valid(branch, candidate):
            return candidate
    return _NO_VALUE


def minimal(schema: Schema, *, depth: int = 0) -> Any:
    """Return the smallest valid value."""
    default = _default(schema)
    if default is not _NO_VALUE:
        return default
    if is_nullable(schema) or depth > _DEEPEST:
        return None
    branch = next(branches(schema), {})
    if "const" in branch:
        return branch["const"]
    if branch.get("enum"):
        return branch["enum"][0]
    kind = branch.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "string":
        text = _FORMATS.get(branch.get("format", ""), "")
        return text.ljust(branch.get("minLength", 0), "x")
    if kind in {"integer", "number"}:
        return max(0, branch.get("minimum", 0), branch.get("exclusiveMinimum", -1) + 1)
    if kind == "boolean":
        return False
    if kind == "array":
        count = branch.get("minItems", 0)
        return [minimal(branch.get("items", {}), depth=depth + 1) for _ in range(count)]
    if kind == "null":
        return None
    return build(branch, {}, depth=depth + 1)


def is_nullable(schema: Schema) -> bool:
    """Return whether null is one of the schema's values."""
    kind = schema.get("type")
    if kind == "null" or (isinstance(kind, list) and "null" in kind):
        return True
    return any(is_nullable(one) for one in schema.get("anyOf", ()))


def branches(schema: Schema) -> Iterator[Schema]:
    """Yield the alternatives of a schema without null. Nested unions are flattened."""
    if "properties" in schema or not ("anyOf" in schema or "allOf" in schema):
        if schema.get("type") != "null":
            yield object_schema(schema, {}) if "properties" in schema else schema
        return
    for union in [schema, *schema.get("allOf", ())]:
        for one in union.get("anyOf", ()):
            yield from branches(one)


def object_schema(schema: Schema, known: Mapping[str, Any]) -> Schema:
    """Return one object schema. The known values choose the alternative of each union. The parts are merged."""
    if "properties" not in schema:
        candidates = [one for one in branches(schema) if "properties" in one]
        agreeing = [one for one in candidates if _agrees(one, known)]
        return (agreeing or candidates or [schema])[0]
    unions = [one["anyOf"] for one in [schema, *schema.get("allOf", ())] if "anyOf" in one]
    if not unions:
        return schema
    properties = dict(schema["properties"])
    required = list(schema.get("required", ()))
    for union in unions:
        chosen = [one for one in union if _agrees(one, known)] or union
        properties.update(chosen[0].get("properties", {}))
        required += chosen[0].get("required", ())
    return {"type": "object", "properties": properties, "required": required}


def _agrees(branch: Schema, known: Mapping[str, Any]) -> bool:
    """Return whether no constant of the branch contradicts the known values."""
    for name, one in branch.get("properties", {}).items():
        allowed = one.get("enum") or ([one["const"]] if "const" in one else None)
        if allowed is not None and name in known and known[name] not in allowed:
            return False
    return True


def _default(schema: Schema) -> Any:
    if "default" in schema and is_valid(schema, schema["default"]):
        return copy.deepcopy(schema["default"])
    return _NO_VALUE
