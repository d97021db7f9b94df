"""Terraform's values in Python.

null        None
unknown     UNKNOWN
string      str
number      int, float, or Decimal if a float would lose digits
bool        bool
list, set   list (the elements of a set are in a canonical order, so that ``==`` compares sets)
map, object dict
dynamic     Typed: a value with its type from Terraform
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, final


@final
class Unknown:
    """A value that Terraform knows only after apply. Its only instance is `UNKNOWN`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError(
            "an unknown value is neither true nor false: compare with `is UNKNOWN` first"
        )


UNKNOWN: Final = Unknown()

CtyType = str | list[Any]
"""A type in cty's JSON form: ``"string"``, ``["list", "number"]``, ``["object", {"a": "bool"}]``, ``"dynamic"``."""


@dataclass(frozen=True)
class Typed:
    """A value of a dynamic attribute, with its type in Terraform.

    Terraform rejects a plan if a value has another type than in the configuration, even if both look the same.
    """

    type: CtyType
    value: Any


def plain(value: Any) -> Any:
    """Return the value as JSON, without the types of dynamic parts. UNKNOWN is unchanged."""
    match value:
        case Typed():
            return plain(value.value)
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case float() if value.is_integer():
            return int(value)  # Terraform has one kind of number
        case _:
            return value


def stored_with_type(raw: Any) -> bool:
    """Return whether JSON from a state is a dynamic value, which Terraform stores with its type."""
    if not isinstance(raw, Mapping) or raw.keys() != {"type", "value"}:
        return False
    return isinstance(raw["type"], list) or raw["type"] in {"string", "number", "bool", "dynamic"}


def members(value: Any) -> Any:
    """Return the members of a dynamic object. Return no members for null, and UNKNOWN for UNKNOWN."""
    inside = value.value if isinstance(value, Typed) else value
    return inside if isinstance(inside, Mapping | Unknown) else {}


def infer_type(value: Any) -> CtyType:
    """Return the type that Terraform itself would give to a JSON value written as a literal."""
    match value:
        case Typed():
            return value.type
        case None | Unknown():
            return "dynamic"
        case bool():
            return "bool"
        case int() | float() | Decimal():
            return "number"
        case str():
            return "string"
        case Mapping():
            return ["object", {key: infer_type(item) for key, item in value.items()}]
        case list() | tuple():
            return ["tuple", [infer_type(item) for item in value]]
        case _:
            raise TypeError(f"{type(value).__name__} is not a JSON value")


def typed(value: Any) -> Typed | None:
    """Return a JSON value as the value of a dynamic attribute, or None for null."""
    return None if value is None else Typed(infer_type(value), value)


def is_wholly_known(value: Any) -> bool:
    """Return whether the value and everything inside it is known."""
    match value:
        case Unknown():
            return False
        case Typed():
            return is_wholly_known(value.value)
        case Mapping():
            return all(is_wholly_known(item) for item in value.values())
        case list():
            return all(is_wholly_known(item) for item in value)
        case _:
            return True


def unknown_as_null(value: Any) -> Any:
    """Return the value with null in place of each unknown value."""
    match value:
        case Unknown():
            return None
        case Typed():
            return Typed(value.type, unknown_as_null(value.value))
        case Mapping():
            return {key: unknown_as_null(item) for key, item in value.items()}
        case list():
            return [unknown_as_null(item) for item in value]
        case _:
            return value


def canonical_set(elements: list[Any]) -> list[Any]:
    """Return the elements without duplicates, in an order that depends only on the elements."""
    unique: dict[str, Any] = {}
    unknowns = []
    for element in elements:
        if is_wholly_known(element):
            unique.setdefault(json.dumps(plain(element), sort_keys=True), element)
        else:
            unknowns.append(element)
    return [unique[key] for key in sorted(unique)] + unknowns


def left_by_failure(planned: dict[str, Any], saved: dict[str, Any]) -> dict[str, Any]:
    """Return the state after a failure: the saved values, and planned values without the unknown ones."""
    return {**unknown_as_null(planned), **unknown_as_null(saved)}


def configured(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the configuration without the arguments that are not set."""
    return {name: value for name, value in config.items() if value is not None}
