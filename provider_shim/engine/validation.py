"""Checks a configuration before the plan. Pure.

Unknown values are not checked: Terraform validates again when they are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from provider_shim.api.masking import can_hold_secrets
from provider_shim.rules.kinds import LackingSecret
from provider_shim.rules.limits import (
    Choices,
    Items,
    Known,
    Length,
    Limit,
    Matches,
    Range,
    Whole,
    nearest,
)
from provider_shim.rules.relations import MISSING, Conflict, ExactlyOne, Needs, Relation
from provider_shim.vocabulary.comparing import fits
from provider_shim.vocabulary.diagnostics import Diagnostic, Key, Path, error, warning
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Collection,
    Dynamic,
    Float,
    Integer,
    MapOf,
    Object,
    SetOf,
    String,
)
from provider_shim.vocabulary.values import UNKNOWN, Typed, is_wholly_known, plain

INVALID = "Invalid value"
READ_ONLY = "Read-only attribute"
DEPRECATED = "Argument is deprecated"
_SENT = "The provider sends it unchanged, because the API may have new values."


def validate(
    attributes: Mapping[str, Attribute], config: Mapping[str, Any], path: Path = ()
) -> list[Diagnostic]:
    """Check a configuration against its declaration, and return a diagnostic for each error at its attribute."""
    found: list[Diagnostic] = []
    for name, attribute in attributes.items():
        value = config.get(name)
        found += _mode(name, attribute, value, path)
        found += _relations(name, attribute, config, path, attributes)
        if not _given(value):
            continue
        if attribute.deprecated and can_hold_secrets(attribute):
            found.append(warning(DEPRECATED, attribute.deprecated, (*path, name)))
        found += _value(attribute, value, (*path, name))
    return found


def _mode(name: str, attribute: Attribute, value: Any, path: Path) -> Iterator[Diagnostic]:
    """Refuse null for a required attribute, and any value for a read-only one. Terraform itself checks neither.

    The configuration that Terraform writes for an imported object has null for values that the API does not return.
    """
    if attribute.required and value is None:
        outermost = str(path[0]) if path else name
        in_question = (outermost,) if is_not_returned(attribute) else ()
        yield error(MISSING, f"`{name}` must be set.", (*path, name), in_question)
    if value is not None and attribute.computed and not attribute.configurable:
        yield error(READ_ONLY, f"The provider sets `{name}`. Remove it.", (*path, name))


def relations(name: str, attribute: Attribute) -> Iterator[Relation]:
    """Yield the relations of an attribute to its siblings. The first attribute of a group yields the group's relation."""
    for other in attribute.conflicts_with:
        yield Conflict(name=name, other=other)
    for other in attribute.required_with:
        yield Needs(name=name, other=other)
    group = attribute.exactly_one_of
    if group and group[0] == name:
        yield ExactlyOne(names=group)


def limits(attribute: Attribute) -> Iterator[Limit]:
    """Yield the declared limits of an attribute's value, without its `check` and `doubt`."""
    match attribute:
        case String():
            if attribute.min_length is not None or attribute.max_length is not None:
                yield Length(least=attribute.min_length, most=attribute.max_length)
            if attribute.pattern is not None:
                yield Matches(pattern=attribute.pattern)
            if attribute.enum and attribute.closed:
                yield Choices(known=attribute.enum)
        case Integer() | Float():
            if isinstance(attribute, Integer):
                yield Whole()
            if attribute.minimum is not None or attribute.maximum is not None:
                yield Range(least=attribute.minimum, most=attribute.maximum)
        case Collection():
            if attribute.min_items is not None or attribute.max_items is not None:
                yield Items(least=attribute.min_items, most=attribute.max_items)


def known_values(attribute: Attribute) -> Known | None:
    """Return the limit that warns about unknown values of an open enumeration, or None for other attributes."""
    if isinstance(attribute, String) and attribute.enum and not attribute.closed:
        return Known(known=attribute.enum, elsewhere=attribute.elsewhere)
    return None


def _relations(
    name: str,
    attribute: Attribute,
    config: Mapping[str, Any],
    path: Path,
    siblings: Mapping[str, Attribute],
) -> Iterator[Diagnostic]:
    for relation in relations(name, attribute):
        if fault := relation.fault(config, UNKNOWN):
            in_question = _never_returned if fault.summary == MISSING else _both_returned
            yield error(
                fault.summary,
                fault.sentence,
                (*path, fault.at),
                in_question(fault.names, siblings, path) if fault.names else (),
            )


def _limits(attribute: Attribute, value: Any, path: Path) -> Iterator[Diagnostic]:
    """Check a value against its limits, and warn about an unknown value of an open enumeration."""
    for limit in limits(attribute):
        if wrong := limit(value):
            yield error(INVALID, wrong, path)
    known = known_values(attribute)
    if known and (slip := known(value)):
        yield warning("Unknown value", f"{slip} {_SENT}", path)


def _both_returned(
    names: Sequence[str], siblings: Mapping[str, Attribute], path: Path
) -> tuple[str, ...]:
    """Return the names if all attributes are also computed, so that the state contains all of them. Otherwise, return none."""
    return tuple(names) if all(siblings[name].computed for name in names) and not path else ()


def _never_returned(
    names: Sequence[str], siblings: Mapping[str, Attribute], path: Path
) -> tuple[str, ...]:
    """Return the names if the API returns none of them, so that an imported object has none of them. Otherwise, return none."""
    return (
        tuple(names) if all(is_not_returned(siblings[name]) for name in names) and not path else ()
    )


def is_not_returned(attribute: Attribute) -> bool:
    """Return whether an attribute is missing in the configuration that Terraform generates for an imported object."""
    if attribute.sensitive or attribute.write_only:
        return True
    return (attribute.local or attribute.unread) and not attribute.computed


def _given(value: Any) -> bool:
    return value is not None and value is not UNKNOWN


def _value(attribute: Attribute, value: Any, path: Path) -> Iterable[Diagnostic]:
    if not _given(value):
        return
    match attribute:
        case String() | Integer() | Float():
            yield from _limits(attribute, value, path)
        case Object():
            yield from validate(attribute.attributes, value, path)
        case Collection():
            yield from _limits(attribute, value, path)
            for step, element in _elements(attribute, value, path):
                yield from _value(attribute.element, element, step)
                yield from _null(attribute, element, step)
        case Dynamic(shape=Attribute() as shape):
            yield from _shaped(shape, value.value if isinstance(value, Typed) else value, path)
    yield from _check(attribute, value, path)


def _check(attribute: Attribute, value: Any, path: Path) -> Iterator[Diagnostic]:
    """Run the attribute's own check and doubt, but only for completely known values."""
    if (attribute.check is None and attribute.doubt is None) or not is_wholly_known(value):
        return
    bare = plain(value)
    if attribute.check and (wrong := attribute.check(bare)):
        yield error(
            INVALID,
            wrong,
            path,
            (str(path[0]),) if isinstance(wrong, LackingSecret) else (),
        )
    elif attribute.doubt and (slip := attribute.doubt(bare)):
        yield warning("Check this value", f"{slip} The provider sends the value unchanged.", path)


def _elements(attribute: Collection, value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    match attribute:
        case MapOf():
            yield from (((*path, Key(key)), element) for key, element in value.items())
        case SetOf():  # an element of a set has no index
            yield from ((path, element) for element in value)
        case _:
            yield from (((*path, index), element) for index, element in enumerate(value))


def _null(attribute: Collection, element: Any, path: Path) -> Iterator[Diagnostic]:
    """Report a null element now, because the API would reject it in the middle of an apply. In free JSON, null is a value."""
    if element is None and not attribute.local and not isinstance(attribute.element, Dynamic):
        kind = "value" if isinstance(attribute, MapOf) else "element"
        yield error(INVALID, f"The {kind} is null. Remove it, or set a value.", path)


_KINDS: tuple[tuple[type[Attribute], str], ...] = (
    (String, "a string"),
    (Bool, "true or false"),
    (Integer, "a whole number"),
    (Float, "a number"),
    (Collection, "a list"),
    (Object, "an object"),
)


def describe(shape: Attribute) -> str:
    """Return the name of a shape for a message, such as "a string"."""
    if isinstance(shape, AnyOf):
        return " or ".join(describe(alternative) for alternative in shape.alternatives)
    if isinstance(shape, MapOf):
        return "a map"
    return next((words for kind, words in _KINDS if isinstance(shape, kind)), "any value")


def _shaped(shape: Attribute, value: Any, path: Path) -> Iterator[Diagnostic]:
    """Check the inside of a dynamically typed value, which Terraform cannot check."""
    if not _given(value):
        return
    if isinstance(shape, AnyOf):
        fitting = [alternative for alternative in shape.alternatives if fits(alternative, value)]
        if fitting:
            yield from _shaped(fitting[0], value, path)
            return
    if not fits(shape, value):
        yield error(INVALID, f"The value must be {describe(shape)}.", path)
        return
    match shape:
        case Object():
            yield from _members(shape, value, path)
        case Collection():
            yield from _limits(shape, value, path)
            for step, element in _elements(shape, value, path):
                yield from _shaped(shape.element, element, step)
                yield from _null(shape, element, step)
        case _:
            yield from _value(shape, value, path)
            return
    yield from _check(shape, value, path)


def _members(shape: Object, value: Mapping[str, Any], path: Path) -> Iterator[Diagnostic]:
    for name in value:
        if name not in shape.attributes:
            known = ", ".join(f"`{other}`" for other in shape.attributes)
            yield error(
                "Unsupported argument",
                f"`{name}` is not an argument here.{nearest(name, shape.attributes)} Known arguments: {known}.",
                path,
            )
    for name, attribute in shape.attributes.items():
        if attribute.required and value.get(name) is None:
            yield error("Missing argument", f"`{name}` must be set.", path)
        if attribute.deprecated and _given(value.get(name)):
            yield warning(DEPRECATED, attribute.deprecated, (*path, name))
        yield from _relations(name, attribute, value, path, shape.attributes)
        yield from _shaped(attribute, value.get(name), (*path, name))
