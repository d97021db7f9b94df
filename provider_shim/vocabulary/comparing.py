"""Checks whether two different values mean the same. Pure.

For an unset field, servers return no field, null, an empty list or their default. A configuration and a state can contain the same
value with different types. If two values mean the same, the caller keeps the known value unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)
from provider_shim.vocabulary.values import UNKNOWN, Typed, canonical_set, plain


def fits(shape: Attribute, value: Any) -> bool:
    """Return whether a JSON value has the outer type of the shape. Elements and members are not checked."""
    match shape:
        case AnyOf():
            return any(fits(alternative, value) for alternative in shape.alternatives)
        case String():
            return isinstance(value, str)
        case Bool():
            return isinstance(value, bool)
        case Integer() | Float():
            return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        case ListOf() | SetOf():
            return isinstance(value, list)
        case MapOf() | Object():
            return isinstance(value, Mapping)
        case _:
            return True


def outer_shape(attribute: Attribute) -> Attribute:
    """Return the shape of an attribute's value: the declared shape of a dynamic attribute, if it has one."""
    return (
        attribute.shape
        if isinstance(attribute, Dynamic) and attribute.shape is not None
        else attribute
    )


def is_equivalent(attribute: Attribute, known: Any, returned: Any) -> bool:
    """Return whether the API's value means the same as the known one. If so, the known value is kept."""
    if known is UNKNOWN or returned is UNKNOWN:
        return known is returned
    if known == returned:
        return True
    if known is None:
        return not (attribute.computed or attribute.required) and means_unset(attribute, returned)
    if returned is None:
        return _inner(known) in ([], {}, "") and not attribute.computed
    return _same_value(attribute, known, returned)


def _same_value(attribute: Attribute, known: Any, returned: Any) -> bool:
    if attribute.equivalent is not None and attribute.equivalent(plain(known), plain(returned)):
        return True
    match attribute:
        case Dynamic():
            return same_json(attribute.shape, known, returned, reading=True)
        case Object():
            return all(
                is_equivalent(inner, known.get(n), returned.get(n))
                for n, inner in attribute.attributes.items()
            )
        case ListOf() if len(known) == len(returned):
            return all(
                is_equivalent(attribute.element, a, b) for a, b in zip(known, returned, strict=True)
            )
        case MapOf() if known.keys() == returned.keys():
            return all(is_equivalent(attribute.element, known[key], returned[key]) for key in known)
        case SetOf() | ListOf() | MapOf():
            return False
        case _:
            return bool(plain(known) == plain(returned))  # a Decimal and the float nearest to it


def means_unset(attribute: Attribute, returned: Any) -> bool:
    """Return whether a value means the same as no value: null, empty, or the default of the API."""
    returned = _inner(returned)
    if returned is None or returned in ([], {}, ""):
        return True
    if attribute.server_default is not None and _bare(returned) == attribute.server_default:
        return True
    return (
        isinstance(shape := outer_shape(attribute), Object)
        and isinstance(returned, Mapping)
        and all(means_unset(inner, returned.get(name)) for name, inner in shape.attributes.items())
    )


def _bare(value: Any) -> Any:
    """Return an object without the members that are null."""
    if not isinstance(value, Mapping):
        return value
    return {name: member for name, member in value.items() if member is not None}


def both_empty(before: Any, after: Any) -> bool:
    """Return whether both values are null, or an empty list or map."""
    empty: tuple[Any, ...] = (None, [], {})
    return _inner(before) in empty and _inner(after) in empty


def same_by_default(attribute: Attribute, before: Any, after: Any) -> bool:
    """Return whether two values mean the same, where an unset member equals the API's default, and an empty list or map is unset."""
    attribute, before, after = outer_shape(attribute), _inner(before), _inner(after)
    if before == after or both_empty(before, after):
        return True
    default = attribute.server_default
    if default is not None and (_bare(before), _bare(after)) in ((None, default), (default, None)):
        return True
    if not isinstance(attribute, Object) or UNKNOWN in (before, after):
        return False
    old, new = before or {}, after or {}
    return all(
        same_by_default(inner, old.get(name), new.get(name))
        for name, inner in attribute.attributes.items()
    )


def _inner(value: Any) -> Any:
    return value.value if isinstance(value, Typed) else value


def same_json(shape: Attribute | None, known: Any, returned: Any, *, reading: bool) -> bool:
    """Return whether two values of a dynamic attribute mean the same.

    Args:
        shape: the declared shape of the values, if there is one.
        known: the value in the state.
        returned: the value from the API, or from the new configuration.
        reading: whether the value is from the API. Members that the API adds to objects are not a difference.
    """
    if known is UNKNOWN or returned is UNKNOWN:
        return known is returned
    known, returned = _inner(known), _inner(returned)
    if isinstance(shape, AnyOf):
        shape = next((a for a in shape.alternatives if fits(a, known) and fits(a, returned)), None)
    match known, returned:
        case (bool(), _) | (_, bool()):
            return known is returned
        case (Mapping(), Mapping()) if isinstance(shape, Object):
            return all(
                _same_member(
                    attribute,
                    known.get(name),
                    returned.get(name, returned.get(attribute.wire or name)),
                    reading=reading,
                )
                for name, attribute in shape.attributes.items()
            )
        case Mapping(), Mapping():
            inner = shape.element if isinstance(shape, MapOf) else None
            return known.keys() == returned.keys() and all(
                same_json(inner, known[key], returned[key], reading=reading) for key in known
            )
        case list(), list():
            inner = shape.element if isinstance(shape, ListOf | SetOf) else None
            if isinstance(shape, SetOf):
                known, returned = canonical_set(known), canonical_set(returned)
            return len(known) == len(returned) and all(
                same_json(inner, a, b, reading=reading)
                for a, b in zip(known, returned, strict=True)
            )
        case _:
            return bool(plain(known) == plain(returned))


def _same_member(attribute: Attribute, known: Any, returned: Any, *, reading: bool) -> bool:
    if reading and (known is None or attribute.unread):
        return True
    if returned is None and attribute.computed:
        return True
    if known is None or returned is None:
        return means_unset(attribute, known) and means_unset(attribute, returned)
    return same_json(outer_shape(attribute), known, returned, reading=reading)
