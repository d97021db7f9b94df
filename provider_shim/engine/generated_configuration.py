"""The configuration that Terraform writes for an imported object (`terraform plan -generate-config-out`). Pure.

A state can contain the same value in several attributes, such as an id and a name, but the configuration can contain only one of them.
This module selects it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.schema import Attribute, ListOf, MapOf, Object, SetOf

Values = dict[str, Any]


def generated(attributes: Mapping[str, Attribute], state: Mapping[str, Any]) -> Values:
    """Return the configuration of an existing object. Values that the state does not contain are null.

    Of arguments that exclude each other, the first one in the declaration is set. Sensitive values are not set, because Terraform
    writes the configuration to a file.
    """
    chosen: Values = dict.fromkeys(attributes)
    for name, attribute in attributes.items():
        value = state.get(name)
        if value == [] and (attribute.conflicts_with or attribute.exactly_one_of):
            continue  # another argument of the group is set
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
    """Return whether an argument that is already set excludes this one, or this one excludes it."""
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
