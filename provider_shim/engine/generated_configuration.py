"""The configuration that Terraform writes for an object that was imported (`terraform plan -generate-config-out`). Pure.

A state tells the same thing in several ways where the configuration must choose one: by id and by name, as one object and
apart. Here is where the choice is made. It must not know any declaration, nor the second names of attributes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.schema import Attribute, ListOf, MapOf, Object, SetOf

Values = dict[str, Any]


def generated(attributes: Mapping[str, Attribute], state: Mapping[str, Any]) -> Values:
    """Return a configuration that describes an object as it is, null where the object or the state says nothing.

    Of what excludes each other the first in the declaration stays. What is sensitive is left to the user: it would stand in a
    file.
    """
    chosen: Values = dict.fromkeys(attributes)
    for name, attribute in attributes.items():
        value = state.get(name)
        if value == [] and (attribute.conflicts_with or attribute.exactly_one_of):
            continue  # another of them says it
        if _writable(attribute) and not _excluded(name, attribute, attributes, chosen):
            chosen[name] = _value(attribute, value)
    return chosen


def _writable(attribute: Attribute) -> bool:
    return attribute.configurable and not (
        attribute.deprecated or attribute.write_only or attribute.sensitive
    )


def _excluded(
    name: str, attribute: Attribute, attributes: Mapping[str, Attribute], chosen: Values
) -> bool:
    """Return whether something chosen already cannot stand beside it, by the word of either."""
    return any(
        chosen[other] is not None
        and (
            other in attribute.conflicts_with
            or other in attribute.exactly_one_of
            or name in attributes[other].conflicts_with
        )
        for other in attributes
    )


def _value(attribute: Attribute, value: Any) -> Any:
    match attribute, value:
        case Object(), Mapping():
            return generated(attribute.attributes, value)
        case ((ListOf() | SetOf()), list()):
            return [_value(attribute.element, one) for one in value]
        case MapOf(), Mapping():
            return {key: _value(attribute.element, one) for key, one in value.items()}
        case _:
            return value
