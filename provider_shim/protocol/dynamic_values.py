"""Nulls and unknown values with a type, which only dynamic attributes have, such as a variable of type ``map(string)`` that is null.

For the provider, they are plain: null means that the attribute is not set, and an unknown value can become null. Terraform rejects a
plan or a state in which they have another type than in the configuration or in the plan. So their types are restored in what
Terraform receives.
"""

from __future__ import annotations

from typing import Any

from provider_shim.vocabulary.values import UNKNOWN, CtyType, Typed, Unknown


def has_dynamic(cty: CtyType) -> bool:
    """Return whether a type has dynamic parts."""
    match cty:
        case [_, dict() as members, *_]:
            return any(map(has_dynamic, members.values()))
        case [_, list() as elements]:
            return any(map(has_dynamic, elements))
        case [_, element]:
            return has_dynamic(element)
        case _:
            return cty == "dynamic"


def as_plain(value: Any) -> Any:
    """Return a value in which nulls and unknown values have no type."""
    match value:
        case Typed():
            return value.value if value.value is None or value.value is UNKNOWN else value
        case dict():
            return {name: as_plain(item) for name, item in value.items()}
        case list():
            return [as_plain(item) for item in value]
        case _:
            return value


def as_before(value: Any, earlier: Any) -> Any:
    """Return a value in which nulls and unknown values have the types of an ``earlier`` value of the same object."""
    match value, earlier:
        case ((None | Unknown()), Typed()) if earlier.value is value:
            return earlier
        case dict(), dict():
            return {name: as_before(item, earlier.get(name)) for name, item in value.items()}
        case list(), list() if len(value) == len(earlier):
            return [as_before(*pair) for pair in zip(value, earlier, strict=True)]
        case _:
            return value
