"""What tests of the constructs share: the class of each declaration, and arguments made up from declarations.

It must not import a CDK: tests choose theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import openai_cdktf
from provider_shim.data_sources import DATA_SOURCES
from provider_shim.ephemeral import EPHEMERAL_RESOURCES
from provider_shim.resource import Declaration
from provider_shim.resources import RESOURCES
from provider_shim.schema import (
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

BLOCKS = {"resource": RESOURCES, "data": DATA_SOURCES, "ephemeral": EPHEMERAL_RESOURCES}
"""Declarations by the block of Terraform's JSON that they become."""

ASSET = f"assets/it/{'0' * 32}/it"
"""A path as a `TerraformAsset` has it, which constructs write as it is: the file comes with the synthesis."""

_PREFIXES = {"resource": "", "data": "DataOpenai", "ephemeral": "EphemeralOpenai"}


def every_object() -> Iterator[tuple[str, type[Declaration]]]:
    """Yield each declaration with its block."""
    for block, declarations in BLOCKS.items():
        for declaration in declarations.values():
            yield block, declaration


def class_name(block: str, declaration: type[Declaration]) -> str:
    """Return what the construct of a declaration is called."""
    words = declaration.type_name.removeprefix("openai_").split("_")
    return _PREFIXES[block] + "".join(word.capitalize() for word in words)


def construct_class(block: str, declaration: type[Declaration]) -> Any:
    """Return the construct of a declaration."""
    return getattr(openai_cdktf, class_name(block, declaration))


def arguments(attributes: Mapping[str, Attribute], *, everything: bool) -> dict[str, Any]:
    """Return values for all arguments, or for the required ones, as mappings and lists."""
    return {
        name: sample(attribute, name, everything=everything)
        for name, attribute in attributes.items()
        if attribute.required or (everything and attribute.optional)
    }


def sample(attribute: Attribute, name: str, *, everything: bool = True) -> Any:  # noqa: C901 - one case a kind
    """Return a value of an attribute's type; its name makes texts tell apart."""
    match attribute:
        case String(reads=reads) if reads:
            return ASSET
        case String():
            return attribute.enum[0] if attribute.enum else f"some {name}"
        case Integer():
            return 7
        case Float():
            return 0.5
        case Bool():
            return True
        case ListOf() | SetOf():
            return [sample(attribute.element, name, everything=everything)]
        case MapOf():
            return {"Some-Key": sample(attribute.element, name, everything=everything)}
        case Object():
            return arguments(attribute.attributes, everything=everything)
        case AnyOf():
            return sample(attribute.alternatives[-1], name, everything=everything)
        case Dynamic(shape=Attribute() as shape):
            return sample(shape, name, everything=everything)
        case Dynamic():
            return {"type": "object", "enum": ["a", 1, True, {"Deep_Key": 0.25}]}
        case _:
            raise TypeError(f"{name}: no sample for {type(attribute).__name__}")
