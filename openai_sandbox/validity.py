"""Whether a value conforms to a schema. Each schema becomes a function at its first use.

This takes a tenth of the time of ``jsonschema``, which reads the schema again for every value. Most values are valid, and
``jsonschema`` describes what is wrong with the others (see ``schema_validation``). The module knows the keywords that ``schemas``
writes. A test compares its results with those of ``jsonschema``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from numbers import Number
from typing import Any

from openai_sandbox.calls import Upload
from openai_sandbox.schemas import KeptSchema, Schema

Check = Callable[[Any], bool]


def check_of(schema: Schema | bool) -> Check:  # noqa: FBT001  # true and false are schemas
    """Return the function that returns whether a value conforms to the schema."""
    if isinstance(schema, bool):
        return _always if schema else _never
    if not isinstance(schema, KeptSchema):
        return _made(schema)
    try:
        return schema.valid
    except AttributeError:
        schema.valid = _made(schema)
        return schema.valid


def _made(schema: Schema) -> Check:
    checks = [_MAKERS[word](value, schema) for word, value in schema.items() if word in _MAKERS]
    if len(checks) == 1:
        return checks[0]
    return _all_of(checks)


def _all_of(checks: Sequence[Check]) -> Check:
    def valid(value: Any) -> bool:
        return all(check(value) for check in checks)

    return valid


def _later(schema: Schema | bool) -> Check:  # noqa: FBT001  # true and false are schemas
    """Return a function that makes the check at its first use. A schema may contain itself, and most parts are never used."""
    made: Check | None = None

    def valid(value: Any) -> bool:
        nonlocal made
        if made is None:
            made = check_of(schema)
        return made(value)

    return valid


def _always(_value: Any) -> bool:
    return True


def _never(_value: Any) -> bool:
    return False


def _is_integer(value: Any) -> bool:
    if isinstance(value, int):
        return not isinstance(value, bool)
    return isinstance(value, float) and value.is_integer()


def _is_number(value: Any) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool)


_TYPES: Mapping[str, Check] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "null": lambda value: value is None,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
    "upload": lambda value: isinstance(value, Upload | str | bytes),
}


def _type(names: str | list[str], _schema: Schema) -> Check:
    if isinstance(names, str):
        return _TYPES.get(names, _never)
    return _any_of([_TYPES.get(name, _never) for name in names])


def _any_of(checks: Sequence[Check]) -> Check:
    def valid(value: Any) -> bool:
        return any(check(value) for check in checks)

    return valid


def _enum(allowed: list[Any], _schema: Schema) -> Check:
    texts = frozenset(one for one in allowed if isinstance(one, str))
    others = [one for one in allowed if not isinstance(one, str)]

    def valid(value: Any) -> bool:
        if isinstance(value, str):
            return value in texts
        # Python's True is equal to 1.
        return any(
            one == value and isinstance(one, bool) == isinstance(value, bool) for one in others
        )

    return valid


def _limit(applies: Check, fits: Callable[[Any, Any], bool]) -> Callable[[Any, Schema], Check]:
    """Return a maker for a keyword that limits the values of one type."""

    def make(limit: Any, _schema: Schema) -> Check:
        return lambda value: not applies(value) or fits(value, limit)

    return make


def _pattern(pattern: str, _schema: Schema) -> Check:
    search = re.compile(pattern).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _items(schema: Schema | bool, _schema: Schema) -> Check:  # noqa: FBT001  # true and false are schemas
    check = _later(schema)
    return lambda value: not isinstance(value, list) or all(map(check, value))


def _properties(properties: Mapping[str, Schema], _schema: Schema) -> Check:
    checks = {name: _later(one) for name, one in properties.items()}

    def valid(value: Any) -> bool:
        return not isinstance(value, dict) or all(
            checks[name](one) for name, one in value.items() if name in checks
        )

    return valid


def _additional_properties(additional: Schema | bool, schema: Schema) -> Check:  # noqa: FBT001  # true and false are schemas
    declared = frozenset(schema.get("properties", ()))
    if additional is False:
        return lambda value: not isinstance(value, dict) or value.keys() <= declared
    check = _later(additional)

    def valid(value: Any) -> bool:
        return not isinstance(value, dict) or all(
            check(one) for name, one in value.items() if name not in declared
        )

    return valid


def _unevaluated_properties(unevaluated: Schema | bool, schema: Schema) -> Check:  # noqa: FBT001  # true and false are schemas
    check = _later(unevaluated)

    def valid(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        evaluated = _evaluated(schema, value)
        return all(check(one) for name, one in value.items() if name not in evaluated)

    return valid


def _evaluated(schema: Schema, value: Mapping[str, Any]) -> set[str]:
    """Return the names of the properties to which the schema, or a part of it that the value conforms to, applies."""
    names = {name for name in schema.get("properties", ()) if name in value}
    if "additionalProperties" in schema:
        check = check_of(schema["additionalProperties"])
        names |= {name for name, one in value.items() if check(one)}
    for part in [*schema.get("allOf", ()), *schema.get("anyOf", ())]:
        if check_of(part)(value):
            names |= _evaluated(part, value)
    return names


def _required(names: list[str], _schema: Schema) -> Check:
    wanted = frozenset(names)
    return lambda value: not isinstance(value, dict) or value.keys() >= wanted


def _property_names(schema: Schema, _schema: Schema) -> Check:
    check = _later(schema)
    return lambda value: not isinstance(value, dict) or all(map(check, value))


_MAKERS: Mapping[str, Callable[[Any, Schema], Check]] = {
    "type": _type,
    "enum": _enum,
    "const": lambda value, schema: _enum([value], schema),
    "minimum": _limit(_is_number, lambda value, limit: bool(value >= limit)),
    "maximum": _limit(_is_number, lambda value, limit: bool(value <= limit)),
    "exclusiveMinimum": _limit(_is_number, lambda value, limit: bool(value > limit)),
    "exclusiveMaximum": _limit(_is_number, lambda value, limit: bool(value < limit)),
    "minLength": _limit(_TYPES["string"], lambda value, limit: len(value) >= limit),
    "maxLength": _limit(_TYPES["string"], lambda value, limit: len(value) <= limit),
    "pattern": _pattern,
    "items": _items,
    "minItems": _limit(_TYPES["array"], lambda value, limit: len(value) >= limit),
    "maxItems": _limit(_TYPES["array"], lambda value, limit: len(value) <= limit),
    "required": _required,
    "minProperties": _limit(_TYPES["object"], lambda value, limit: len(value) >= limit),
    "maxProperties": _limit(_TYPES["object"], lambda value, limit: len(value) <= limit),
    "properties": _properties,
    "additionalProperties": _additional_properties,
    "unevaluatedProperties": _unevaluated_properties,
    "propertyNames": _property_names,
    "anyOf": lambda schemas, _schema: _any_of([_later(one) for one in schemas]),
    "allOf": lambda schemas, _schema: _all_of([_later(one) for one in schemas]),
}
"""The functions that make the check of a keyword, from the value of the keyword and the schema."""
