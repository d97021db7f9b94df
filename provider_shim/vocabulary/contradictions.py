"""Checks that the attributes of a declaration are consistent: in themselves, with their siblings, and at their position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Collection,
    Dynamic,
    MapOf,
    Object,
    SetOf,
)
from provider_shim.vocabulary.values import Typed


def check_modes(
    attributes: Mapping[str, Attribute], owner: str = "", around: tuple[Attribute, ...] = ()
) -> None:
    """Check that every attribute is consistent in itself, with its siblings, and with the attributes that contain it.

    Raises:
        ValueError: An attribute is not consistent. The message names it.
    """
    for name, attribute in attributes.items():
        path = f"{owner}.{name}" if owner else name
        for wrong, reason in (
            *_contradictions(attribute, attributes),
            *_misplacements(attribute, around),
        ):
            if wrong:
                raise ValueError(f"attribute {path}: {reason}")
        for inner, between in _objects(attribute, (*around, attribute)):
            check_modes(inner.attributes, path, between)


def _objects(
    attribute: Attribute, around: tuple[Attribute, ...]
) -> Iterator[tuple[Object, tuple[Attribute, ...]]]:
    """Yield the objects in an attribute, each with the attributes that contain its members."""
    match attribute:
        case Object():
            yield attribute, around
        case Collection():
            yield from _objects(attribute.element, (*around, attribute.element))
        case AnyOf():
            for alternative in attribute.alternatives:
                yield from _objects(alternative, (*around, alternative))
        case Dynamic(shape=Attribute() as shape):
            yield from _objects(shape, (*around, shape))


def _misplacements(
    attribute: Attribute, around: tuple[Attribute, ...]
) -> Iterator[tuple[bool, str]]:
    shaped = any(isinstance(one, Dynamic) for one in around)
    configurable_set = any(isinstance(one, SetOf) and one.configurable for one in around)
    collection = isinstance(attribute, Collection) or any(
        isinstance(one, Collection) for one in around
    )
    innermost = attribute
    while isinstance(innermost, Collection):
        innermost = innermost.element
    yield (
        isinstance(innermost, Dynamic) and collection and not shaped,
        "Terraform does not support collections of dynamic values: make the collection the shape of a Dynamic",
    )
    yield (
        isinstance(attribute, Dynamic) and not shaped and any(one.configurable for one in around),
        "an unknown object cannot be planned if a member is dynamic: make the outermost object the shape of a Dynamic",
    )
    yield (
        attribute.default is not None
        and not (attribute.optional and (attribute.computed or shaped)),
        "a default needs optional and, outside of a Dynamic, computed",
    )
    flags = {
        "computed": attribute.computed,
        "replace": attribute.replace,
        "write_only": attribute.write_only,
    }
    yield attribute.added_again and bool(around), "only an outermost attribute can be added again"
    # A computed object has computed members. An object of the configuration can also have members that the API sets.
    may_be_computed = attribute.optional or not any(one.configurable for one in around)
    for flag, is_set in flags.items():
        yield (
            is_set and shaped and not (flag == "computed" and may_be_computed),
            f"{flag} has no effect within a Dynamic: the plan does not look inside",
        )
        yield (
            is_set and configurable_set,
            f"{flag} has no effect within a set: its elements have no identity",
        )


def _contradictions(
    attribute: Attribute, siblings: Mapping[str, Attribute]
) -> Iterator[tuple[bool, str]]:
    optional_computed = attribute.optional and attribute.computed
    modes = attribute.required + attribute.optional + attribute.computed - optional_computed
    yield modes != 1, "set exactly one of required, optional, computed, or optional with computed"
    yield (
        isinstance(attribute, Dynamic) and not isinstance(attribute.default, Typed | None),
        "the default of a Dynamic must be Typed",
    )
    yield attribute.volatile and not attribute.computed, "only a computed attribute can be volatile"
    yield (
        attribute.write_only and not attribute.configurable,
        "only an attribute that the configuration sets can be write-only",
    )
    yield attribute.write_only and attribute.computed, "a write-only attribute cannot be computed"
    yield (
        attribute.replace and not attribute.configurable,
        "only an attribute that the configuration sets can force replacement",
    )
    yield (
        attribute.added_again and (attribute.replace or not attribute.configurable),
        "only an attribute that the configuration sets and that does not force replacement can be added again",
    )
    yield (
        bool(attribute.also) and attribute.write_only,
        "a write-only attribute cannot have second names",
    )
    yield (
        _cannot_be_blocks(attribute),
        "only lists and sets of objects can be blocks, whose members are all required",
    )
    for second in attribute.also:
        yield second in siblings, f"the second name {second!r} is the first name of a sibling"
    yield isinstance(attribute, AnyOf), "AnyOf is allowed only in the shape of a Dynamic"
    for relation in (attribute.conflicts_with, attribute.exactly_one_of, attribute.required_with):
        for name in relation:
            yield name not in siblings, f"names {name!r}, which is not a sibling"


def _cannot_be_blocks(attribute: Attribute) -> bool:
    if not isinstance(attribute, Collection) or not attribute.blocks:
        return False
    inner = attribute.element
    return (
        isinstance(attribute, MapOf)
        or not isinstance(inner, Object)
        or not all(member.required for member in inner.attributes.values())
    )
