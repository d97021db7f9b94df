"""Finds names in expected values that a type of the provider does not have. Such an assertion always fails, or never does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openai_cdktf._kinds import Kind
from openai_cdktf._misfits import Fault, Step, unknown
from openai_cdktf._ruled import Ruled
from openai_cdktf._struct import StructOf
from openai_cdktf._unions import OneOf, Shaped
from openai_cdktf.testing.block_checks import LIFECYCLES, META_ARGUMENTS
from openai_cdktf.testing.matching import Matcher
from openai_cdktf.testing.schemas import checks, types


def unknown_names(section: str, type_name: str, expected: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each name that no block of a type can contain. Types of other providers are not checked.

    Args:
        section: the section of the JSON, such as ``resource``.
        type_name: the type, such as ``openai_file``, or ``openai`` for the provider.
        expected: the expected arguments and meta-arguments, with patterns.
    """
    is_ours = type_name == "openai" if section == "provider" else type_name.startswith("openai_")
    if section not in META_ARGUMENTS or not is_ours:
        return
    known = types(section)
    if type_name not in known:
        yield Fault(f"the type `{type_name}` {unknown(type_name, known).text}")
        return
    kinds = {name: one.kind for name, one in checks(section, type_name).arguments.items()}
    arguments = {"config": None} if section in ("action", "list") else kinds
    names = {**arguments, **dict.fromkeys(META_ARGUMENTS[section])}
    for name, value in expected.items():
        if name not in names:
            yield _unknown(name, names, kinds, known[type_name])
        elif name == "lifecycle":
            yield from _in_object(dict.fromkeys(LIFECYCLES.get(section, ())), value, (name,))
        elif name in kinds and arguments is kinds:
            yield from _in_value(kinds[name], value, (name,))
        elif name == "config":
            yield from _in_object(kinds, value, (name,))


def _unknown(
    name: str, names: Mapping[str, Any], kinds: Mapping[str, Any], attributes: Mapping[str, Any]
) -> Fault:
    if name in kinds:
        return Fault(f"is an entry of `config`: expect `config={{{name!r}: …}}`", (name,))
    if name in attributes:
        return Fault("is read-only, because the provider sets it: no stack contains it", (name,))
    return unknown(name, names)


def _in_value(kind: Kind[Any, Any], expected: Any, path: tuple[Step, ...]) -> Iterator[Fault]:
    """Yield the unknown names in the expected value of an argument, or of a value in one."""
    while isinstance(expected, Matcher):
        expected = expected.content
    forms = list(_forms(kind))
    structs = [one.given for one in forms if isinstance(one, StructOf)]
    elements = [element for one in forms if (element := getattr(one, "element", None))]
    if isinstance(expected, Mapping):
        for struct in structs:
            fields = {name: field.kind for name, field in struct._fields.items()}
            yield from _in_object(fields, expected, path)
        items = [] if structs else list(expected.items())
    else:
        items = list(enumerate(expected)) if isinstance(expected, list | tuple) else []
    for element in elements:
        for step, item in items:
            yield from _in_value(element, item, (*path, step))


def _in_object(
    fields: Mapping[str, Kind[Any, Any] | None], expected: Any, path: tuple[Step, ...]
) -> Iterator[Fault]:
    while isinstance(expected, Matcher):
        expected = expected.content
    for name, value in expected.items() if isinstance(expected, Mapping) else ():
        if name not in fields:
            fault = unknown(name, fields)
            yield Fault(fault.text, (*path, name), unknown=True)
        elif (kind := fields[name]) is not None:
            yield from _in_value(kind, value, (*path, name))


def _forms(kind: Kind[Any, Any]) -> Iterator[Kind[Any, Any]]:
    """Yield the kinds that a value of a kind can have, without rules. No kind allows objects of two structs."""
    if isinstance(kind, Ruled):
        yield from _forms(kind.kind)
    elif isinstance(kind, Shaped):
        yield from _forms(kind.shape)
    elif isinstance(kind, OneOf):
        for alternative in kind.alternatives:
            yield from _forms(alternative)
    else:
        yield kind
