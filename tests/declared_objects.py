"""The class of each declaration, and sample arguments from declarations, for tests of the constructs.

It must not import a CDK: tests choose theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import FunctionType
from typing import Any

import openai_cdktf
from provider_shim.engine.declaration import Declaration
from provider_shim.objects import ACTIONS, DATA_SOURCES, EPHEMERAL_RESOURCES, RESOURCES
from provider_shim.rules import filters, maps, objects, texts
from provider_shim.rules.addresses import ServerAddress, base_url_fault
from provider_shim.rules.durations import duration_fault, timeout_fault
from provider_shim.rules.kinds import OfKind
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

BLOCKS = {
    "resource": RESOURCES,
    "data": DATA_SOURCES,
    "ephemeral": EPHEMERAL_RESOURCES,
    "action": ACTIONS,
}
"""Declarations by their block in Terraform's JSON."""

ASSET = f"assets/it/{'0' * 32}/it"
"""The path of a `TerraformAsset`, which constructs do not change. The synthesis creates the file."""

_PREFIXES = {
    "resource": "",
    "data": "DataOpenai",
    "ephemeral": "EphemeralOpenai",
    "action": "ActionOpenai",
}

_OF_PATTERN = {
    "/workspace/.+": "/workspace/a",
    "/.*": "/a",
    "[A-Za-z0-9_-]{1,64}": "some_name",
    "tunnel_[a-z0-9]{32}": f"tunnel_{'a' * 32}",
    "https://.+": "https://some.example",
    "[A-Za-z_][A-Za-z0-9_]*": "SOME_NAME",
    "[A-Za-z0-9.-]+": "some.example",
}
"""A text for each pattern in the declarations."""

_FILTER = {"type": "and", "filters": [{"type": "eq", "key": "Some-Key", "value": 0.25}]}

_OF_CHECK: dict[Callable[..., str | None], Any] = {
    base_url_fault: "https://some.example/v1",
    duration_fault: "5m",
    timeout_fault: "5m",
    texts.base64_fault: "YQ==",
    texts.certificate_fault: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    texts.https_fault: "https://some.example",
    maps.paths_fault: {"SKILL.md": "some text"},
    objects.chunking_fault: {
        "type": "static",
        "static": {"max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50},
    },
    filters.file_filter_fault: _FILTER,
    filters.search_filter_fault: _FILTER,
    objects.first_items_fault: [{"role": "user", "content": "Hi"}],
    objects.input_fault: [{"role": "user", "content": "Hi"}],
    objects.items_fault: [{"role": "user", "content": "Hi"}],
    objects.grader_fault: {"type": "python", "name": "some name", "source": "some source"},
    objects.message_fault: {"role": "user", "content": "Hi"},
    objects.network_fault: {"access": "restricted", "allowed_domains": ["some.example"]},
}
"""A value for each check that rejects the usual samples."""


def every_object() -> Iterator[tuple[str, type[Declaration]]]:
    """Yield each declaration with its block."""
    for block, declarations in BLOCKS.items():
        for declaration in declarations.values():
            yield block, declaration


def class_name(block: str, declaration: type[Declaration]) -> str:
    """Return the class name of the construct of a declaration."""
    words = declaration.type_name.removeprefix("openai_").split("_")
    return _PREFIXES[block] + "".join(word.capitalize() for word in words)


def construct_class(block: str, declaration: type[Declaration]) -> Any:
    """Return the construct of a declaration."""
    return getattr(openai_cdktf, class_name(block, declaration))


def every_argument(attributes: Mapping[str, Attribute]) -> Iterator[dict[str, Any]]:
    """Yield valid arguments until each argument was included, because some exclude others."""
    left = [name for name, attribute in attributes.items() if attribute.configurable]
    while left:
        given = arguments(attributes, everything=True, first=left[0])
        yield given
        left = [name for name in left[1:] if name not in given]


def arguments(
    attributes: Mapping[str, Attribute], *, everything: bool, first: str | None = None
) -> dict[str, Any]:
    """Return valid values as mappings and lists: for the required arguments, or for as many arguments as can be set together.

    Args:
        attributes: those of the declaration.
        everything: whether optional arguments are given too.
        first: an argument that must be among them.
    """
    required = [name for name, attribute in attributes.items() if attribute.required]
    optional = [name for name, attribute in attributes.items() if attribute.optional]
    chosen: list[str] = []
    for name in filter(None, [*required, first, *(optional if everything else ())]):
        _choose(name, attributes, chosen)
    for attribute in attributes.values():
        group = attribute.exactly_one_of
        if attribute.configurable and group and not set(group) & set(chosen):
            _choose(group[0], attributes, chosen)
    return {
        name: sample(attribute, name, everything=everything)
        for name, attribute in attributes.items()
        if name in chosen
    }


def _choose(name: str, attributes: Mapping[str, Attribute], chosen: list[str]) -> None:
    """Choose an argument and those that it needs, unless a chosen one excludes it."""
    if name in chosen or any(
        _is_excluded(one, attributes, chosen) for one in (name, *attributes[name].required_with)
    ):
        return
    chosen.append(name)
    for other in attributes[name].required_with:
        _choose(other, attributes, chosen)


def _is_excluded(name: str, attributes: Mapping[str, Attribute], chosen: list[str]) -> bool:
    attribute = attributes[name]
    return any(
        other in attribute.conflicts_with
        or name in attributes[other].conflicts_with
        or (other in attribute.exactly_one_of and other != name)
        for other in chosen
    )


def sample(attribute: Attribute, name: str, *, everything: bool = True) -> Any:  # noqa: C901 - one case a kind
    """Return a valid value of an attribute's type. Texts contain the name, so that they are different."""
    if isinstance(attribute.check, FunctionType) and attribute.check in _OF_CHECK:
        return _OF_CHECK[attribute.check]
    match attribute:
        case String():
            return _text(attribute, name)
        case Integer():
            return _within(attribute, 7)
        case Float():
            return _within(attribute, 0.5)
        case Bool():
            return True
        case ListOf() | SetOf():
            count = attribute.min_items or 1
            return [
                _numbered(attribute.element, name, n, everything=everything) for n in range(count)
            ]
        case MapOf():
            return {"Some-Key": sample(attribute.element, name, everything=everything)}
        case Object():
            return arguments(_of_one_kind(attribute), everything=everything)
        case AnyOf():
            return sample(attribute.alternatives[-1], name, everything=everything)
        case Dynamic(shape=Attribute() as shape):
            return sample(shape, name, everything=everything)
        case Dynamic():
            return {"type": "object", "enum": ["a", 1, True, {"Deep_Key": 0.25}]}
        case _:
            raise TypeError(f"{name}: no sample for {type(attribute).__name__}")


def _text(attribute: String, name: str) -> str:
    if attribute.reads:
        return ASSET
    if isinstance(attribute.check, ServerAddress):
        return attribute.check.example
    if attribute.pattern is not None:
        return _OF_PATTERN[attribute.pattern]
    text = attribute.enum[0] if attribute.enum else f"some {name}"
    return text[: attribute.max_length].ljust(attribute.min_length or 0, "x")


def _within(attribute: Integer | Float, value: float) -> float:
    low, high = attribute.minimum, attribute.maximum
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def _numbered(attribute: Attribute, name: str, number: int, *, everything: bool) -> Any:
    """Return the sample of an item. Each number gives a different one."""
    if number and isinstance(attribute, Object):
        return {
            inner: f"{value} {number}" if isinstance(value, str) else value
            for inner, value in sample(attribute, name, everything=everything).items()
        }
    return sample(attribute, f"{name} {number}" if number else name, everything=everything)


def _of_one_kind(attribute: Object) -> Mapping[str, Attribute]:
    """Return the members of an object. For an object of several kinds, return those of the first kind."""
    rule, members = attribute.check, attribute.attributes
    if not isinstance(rule, OfKind) or rule.by not in members:
        return members
    kind = sample(members[rule.by], rule.by)
    every = {one for each in (*rule.needed.values(), *rule.possible.values()) for one in each}
    others = every.difference(rule.needed.get(kind, ()), rule.possible.get(kind, ()))
    return {
        name: member.but(required=True, optional=False)
        if name in rule.needed.get(kind, ())
        else member
        for name, member in members.items()
        if name not in others or kind not in rule.possible
    }
