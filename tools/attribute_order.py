"""Sorts the attributes of a synthesized configuration like their declaration. CDKTF sorts them by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.schema import Attribute
from tools.attribute_lists import object_inside

Schemas = Mapping[str, Mapping[str, Mapping[str, Attribute]]]
"""Attributes by type name, by kind of block: ``resource``, ``data``, ``ephemeral``, ``action``, ``provider``."""


def as_declared(configuration: Mapping[str, Any], schemas: Schemas) -> dict[str, Any]:
    """Return the configuration with the attributes of blocks and nested objects in the order of the declaration.

    Args:
        configuration: the contents of CDKTF's ``cdk.tf.json``.
        schemas: the declarations. Other parts of the configuration do not change.
    """
    return {
        kind: {
            type_name: _blocks(blocks, schemas[kind].get(type_name, {}), named=kind != "provider")
            for type_name, blocks in types.items()
        }
        if kind in schemas
        else types
        for kind, types in configuration.items()
    }


def _blocks(blocks: Any, attributes: Mapping[str, Attribute], *, named: bool) -> Any:
    if named:
        return {name: _ordered(body, attributes) for name, body in blocks.items()}
    return [_ordered(body, attributes) for body in blocks]


def _ordered(body: Mapping[str, Any], attributes: Mapping[str, Attribute]) -> dict[str, Any]:
    names = sorted(body, key=lambda name: _place(name, attributes))
    return {name: _value(body[name], attributes.get(name)) for name in names}


def _place(name: str, attributes: Mapping[str, Attribute]) -> int:
    known = list(attributes)
    return known.index(name) if name in attributes else len(known)


def _value(value: Any, attribute: Attribute | None) -> Any:
    inner = object_inside(attribute) if attribute is not None else None
    if inner is None:
        return value
    match value:
        case Mapping():
            return _ordered(value, inner.attributes)
        case list():
            return [_value(item, inner) for item in value]
        case _:
            return value
