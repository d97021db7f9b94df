"""Reads stored values of dynamic attributes that had a fixed type when they were stored. Pure.

In a state, Terraform stores a dynamic value together with its type. If the attribute had a fixed type, its value has no type, its
dynamic members have types, and its unset members are null. Other providers also store such objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.comparing import fits
from provider_shim.vocabulary.schema import AnyOf, Attribute, Dynamic, ListOf, MapOf, Object, SetOf
from provider_shim.vocabulary.values import stored_with_type, typed


def with_types(attributes: Mapping[str, Attribute], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored state in which every dynamic attribute with a shape has a type."""
    return {
        name: typed(_untyped(attributes[name], value))
        if _needs_type(attributes.get(name), value)
        else value
        for name, value in raw.items()
    }


def _needs_type(attribute: Attribute | None, raw: Any) -> bool:
    shaped = isinstance(attribute, Dynamic) and attribute.shape is not None
    return shaped and raw is not None and not stored_with_type(raw)


def _untyped(shape: Attribute | None, raw: Any) -> Any:
    """Return a stored value without the types of dynamic parts, and without the members that are null."""
    match shape, raw:
        case Dynamic(), _ if stored_with_type(raw):
            return raw["value"]
        case Dynamic(), _:
            return _untyped(shape.shape, raw)
        case AnyOf(), _:
            return _untyped(next((one for one in shape.alternatives if fits(one, raw)), None), raw)
        case Object(), Mapping():
            return {
                name: _untyped(member, raw[name])
                for name, member in shape.attributes.items()
                if raw.get(name) is not None
            }
        case ((ListOf() | SetOf()), list()):
            return [_untyped(shape.element, item) for item in raw]
        case MapOf(), Mapping():
            return {key: _untyped(shape.element, item) for key, item in raw.items()}
        case _:
            return raw
