"""When two values say the same, though they are not the same. Pure.

One server leaves a field out, another answers null, an empty list or its default; and a configuration may say in other
types what the state says. Whoever finds that nothing has changed keeps the known value as it is.
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
    """Tell whether a JSON value is of the shape's outer type, whatever is inside."""
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
    """Return what a value of the attribute looks like: the shape of a dynamic one, if it has any."""
    return (
        attribute.shape
        if isinstance(attribute, Dynamic) and attribute.shape is not None
        else attribute
    )


def is_equivalent(attribute: Attribute, known: Any, told: Any) -> bool:
    """Tell whether the API's value means the same as the known one, so that the known one can stay as it is."""
    if known is UNKNOWN or told is UNKNOWN:
        return known is told
    if known == told:
        return True
    if known is None:
        return not attribute.computed and means_unset(attribute, told)
    if told is None:
        return _inner(known) in ([], {}, "") and not attribute.computed
    return _same_value(attribute, known, told)


def _same_value(attribute: Attribute, known: Any, told: Any) -> bool:
    if attribute.equivalent is not None and attribute.equivalent(plain(known), plain(told)):
        return True
    match attribute:
        case Dynamic():
            return same_json(attribute.shape, known, told, reading=True)
        case Object():
            return all(
                is_equivalent(inner, known.get(n), told.get(n))
                for n, inner in attribute.attributes.items()
            )
        case ListOf() if len(known) == len(told):
            return all(
                is_equivalent(attribute.element, a, b) for a, b in zip(known, told, strict=True)
            )
        case MapOf() if known.keys() == told.keys():
            return all(is_equivalent(attribute.element, known[key], told[key]) for key in known)
        case SetOf() | ListOf() | MapOf():
            return False
        case _:
            return bool(plain(known) == plain(told))  # a Decimal and the float nearest to it


def means_unset(attribute: Attribute, told: Any) -> bool:
    """Tell whether a value is as good as none: null, empty, or what the API does by default."""
    told = _inner(told)
    if told is None or told in ([], {}, ""):
        return True
    if attribute.server_default is not None and _bare(told) == attribute.server_default:
        return True
    return (
        isinstance(shape := outer_shape(attribute), Object)
        and isinstance(told, Mapping)
        and all(means_unset(inner, told.get(name)) for name, inner in shape.attributes.items())
    )


def _bare(value: Any) -> Any:
    """Return an object without the members that are null."""
    if not isinstance(value, Mapping):
        return value
    return {name: member for name, member in value.items() if member is not None}


def same_by_default(attribute: Attribute, before: Any, after: Any) -> bool:
    """Tell whether two values differ at most in what the API does by default anyway: in one it is said, in the other not."""
    if before == after:
        return True
    attribute, before, after = outer_shape(attribute), _inner(before), _inner(after)
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


def same_json(shape: Attribute | None, known: Any, told: Any, *, reading: bool) -> bool:
    """Tell whether two values of a dynamic attribute mean the same.

    Args:
        shape: what the values should look like, if that is declared.
        known: the value in the state.
        told: what the API answers, or what the configuration has now.
        reading: the API answers; what it adds to objects is its own choice and no difference.
    """
    if known is UNKNOWN or told is UNKNOWN:
        return known is told
    known, told = _inner(known), _inner(told)
    if isinstance(shape, AnyOf):
        shape = next((a for a in shape.alternatives if fits(a, known) and fits(a, told)), None)
    match known, told:
        case (bool(), _) | (_, bool()):
            return known is told
        case (Mapping(), Mapping()) if isinstance(shape, Object):
            return all(
                _same_member(
                    attribute,
                    known.get(name),
                    told.get(name, told.get(attribute.wire or name)),
                    reading=reading,
                )
                for name, attribute in shape.attributes.items()
            )
        case Mapping(), Mapping():
            inner = shape.element if isinstance(shape, MapOf) else None
            return known.keys() == told.keys() and all(
                same_json(inner, known[key], told[key], reading=reading) for key in known
            )
        case list(), list():
            inner = shape.element if isinstance(shape, ListOf | SetOf) else None
            if isinstance(shape, SetOf):
                known, told = canonical_set(known), canonical_set(told)
            return len(known) == len(told) and all(
                same_json(inner, a, b, reading=reading) for a, b in zip(known, told, strict=True)
            )
        case _:
            return bool(plain(known) == plain(told))


def _same_member(attribute: Attribute, known: Any, told: Any, *, reading: bool) -> bool:
    if reading and (known is None or attribute.unread):
        return True
    if told is None and attribute.computed:
        return True
    if known is None or told is None:
        return means_unset(attribute, known) and means_unset(attribute, told)
    return same_json(outer_shape(attribute), known, told, reading=reading)
