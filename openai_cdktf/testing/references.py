"""Checks the references of a stack: the elements and the attributes to which expressions refer exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openai_cdktf._misfits import meant_by
from openai_cdktf.testing.expressions import (
    SPLAT,
    Index,
    Mention,
    in_expression,
    mentions,
)
from openai_cdktf.testing.problems import Block, Problem
from openai_cdktf.testing.schemas import Attributes, Type, functions, types

_OWN = ("each", "count", "self", "path", "terraform")
"""Names of Terraform itself."""

_NAMED = {"var": "variable", "local": "locals", "module": "module"}
"""The section of the JSON for each name."""


class Stack:
    """The elements of a stack to which expressions can refer."""

    def __init__(self, code: Mapping[str, Any], blocks: Iterable[Block]) -> None:
        self._elements = {
            one.address: one for one in blocks if one.kind not in ("provider", "list", "output")
        }
        self._locals = _merged(code.get("locals", {}))
        self._aliases = {
            f"{one.name}.{alias}"
            for one in blocks
            if one.kind == "provider" and isinstance(alias := one.body.get("alias"), str)
        }
        self._imported = {
            str(one.get("to")) for one in code.get("import", []) if isinstance(one, Mapping)
        }

    def problems(self, block: Block) -> Iterator[Problem]:
        """Yield the problems of all references in a block."""
        for path, mention in mentions(block.body):
            if sentence := self._fault(mention):
                yield block.problem(path, sentence)
        depends = block.body.get("depends_on")
        for index, entry in enumerate(depends if isinstance(depends, list) else []):
            for mention in in_expression(entry) if "${" not in entry else []:
                if sentence := self._fault(mention):
                    yield block.problem(("depends_on", index), sentence)
        provider = block.body.get("provider")
        if isinstance(provider, str) and "." in provider and provider not in self._aliases:
            yield block.problem(
                ("provider",), self._missing("provider configuration", provider, self._aliases)
            )

    def refers_to_ephemeral(self, value: Any) -> bool:
        """Return whether a value contains a reference to an ephemeral resource, as it is."""
        found = [one for _, one in mentions(value)]
        return any(one.root == "ephemeral" for one in found) and not any(
            one.root == "ephemeralasnull" for one in found
        )

    def _fault(self, mention: Mention) -> str | None:
        if mention.function:
            return _function_fault(mention.root)
        if mention.root in _OWN:
            return None
        if mention.root in _NAMED:
            return self._named_fault(mention)
        depth = 3 if mention.root in ("data", "ephemeral", "action") else 2
        names = [
            mention.root,
            *(step for step in mention.steps[: depth - 1] if isinstance(step, str)),
        ]
        if len(names) < depth:
            return f"`{mention}` is not a reference: it must have the form type.name.attribute"
        address = ".".join(names)
        element = self._elements.get(address)
        if element is None:
            same = [one for one in self._elements if one.split(".")[: depth - 1] == names[:-1]]
            return self._missing("element", address, same or self._elements)
        return _attribute_fault(element, mention, mention.steps[depth - 1 :])

    def _named_fault(self, mention: Mention) -> str | None:
        section = _NAMED[mention.root]
        name = mention.steps[0] if mention.steps else ""
        if section == "locals":
            known = list(self._locals)
        else:
            known = [one.name for one in self._elements.values() if one.kind == section]
        if name in known:
            return None
        return self._missing(section.removesuffix("s"), str(name), known)

    def _missing(self, what: str, name: str, known: Iterable[str]) -> str:
        meant = meant_by(name, dict.fromkeys(known))
        hint = f": did you mean `{meant}`?" if meant else ""
        return f"the stack has no {what} `{name}`{hint}"


def _function_fault(name: str) -> str | None:
    namespace, _, function = name.rpartition("::")
    if namespace != "provider::openai" or function in functions():
        return None
    meant = meant_by(function, dict.fromkeys(functions()))
    hint = f": did you mean `{meant}`?" if meant else f": it has {', '.join(functions())}"
    return f"the provider has no function `{function}`{hint}"


def _attribute_fault(
    element: Block, mention: Mention, steps: tuple[str | Index, ...]
) -> str | None:
    attributes = types(element.kind).get(element.type)
    if attributes is None or not steps:
        return None
    if "count" in element.body or "for_each" in element.body:
        if steps[0] != SPLAT and not isinstance(steps[0], Index):
            key = "0" if "count" in element.body else "each.key"
            return (
                f"`{element.address}` has {'count' if 'count' in element.body else 'for_each'}, so `{mention}` must choose an "
                f"instance: `{element.address}[{key}]`"
            )
        steps = steps[1:]
    elif isinstance(steps[0], Index) and steps[0].key is not None and isinstance(steps[0].key, int):
        return f"`{element.address}` has no count and no for_each, so `{mention}` cannot choose an instance"
    elif steps[0] == SPLAT:
        steps = steps[1:]
    return _object_fault(attributes, mention, steps, element.address)


def _object_fault(
    attributes: Attributes, mention: Mention, steps: tuple[str | Index, ...], of: str
) -> str | None:
    if not steps:
        return None
    name = steps[0].key if isinstance(steps[0], Index) else steps[0]
    if name is None:
        return None
    if name not in attributes:
        meant = meant_by(name, attributes)
        hint = f": did you mean `{meant}`?" if meant else f": it has {', '.join(attributes)}"
        return f"`{of}` has no attribute `{name}`{hint}"
    return _value_fault(attributes[str(name)][1], mention, steps[1:], f"{of}.{name}")


def _value_fault(
    kind: Type, mention: Mention, steps: tuple[str | Index, ...], of: str
) -> str | None:
    if not steps or kind == "dynamic":
        return None
    if isinstance(kind, str):
        return f"`{of}` is a {kind}, so `{mention}` has no value"
    if isinstance(kind, dict):
        ((nesting, attributes),) = kind.items()
    else:
        nesting, attributes = kind[0], None
    if nesting in {"single", "object"}:
        members = attributes or {name: ("r", one) for name, one in kind[1].items()}
        return _object_fault(members, mention, steps, of)
    if nesting == "set":
        return (
            None
            if steps[0] == SPLAT
            else f"`{of}` is a set, which has no order: use `tolist({of})`"
        )
    if nesting == "list" and steps[0] != SPLAT and not isinstance(steps[0], Index):
        return f"`{of}` is a list, so `{mention}` must choose an item: `{of}[0]`"
    if attributes is not None:
        return _object_fault(attributes, mention, steps[1:], f"{of}[…]")
    return _value_fault(kind[1], mention, steps[1:], f"{of}[…]")


def _merged(sections: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in sections if isinstance(sections, list) else [sections]:
        found |= one
    return found
