"""Objects that repeat with the same shape, which a person would write as a dict and a loop. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from openai_cdktf_cli.export.blocks import Block, unfilled
from openai_cdktf_cli.export.kinds import exportable
from openai_cdktf_cli.export.names import name

_LEAST = 3
"""Objects that are worth a loop."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Loop:
    """Objects of one type and one owner.

    Attributes:
        blocks: the objects.
        before: what their names begin with.
        keys: what is different in their names, in the same order.
        same: the arguments that all have.
    """

    blocks: Sequence[Block]
    before: str
    keys: Sequence[str]
    same: dict[str, Any]

    @property
    def type_name(self) -> str:
        """Terraform's type."""
        return self.blocks[0].type_name

    def different(self, block: Block) -> dict[str, Any]:
        """Return the arguments of an object that others have otherwise."""
        return {key: value for key, value in block.arguments.items() if key not in self.same}


def loops(blocks: Sequence[Block]) -> Iterator[Block | Loop]:
    """Yield the objects in their order, those that repeat as a loop in the place of the first."""
    groups: dict[tuple[str, str, str], list[Block]] = {}
    for one in blocks:
        if _may_repeat(one):
            groups.setdefault(_group(one), []).append(one)
    for one in blocks:
        group = groups.get(_group(one), []) if _may_repeat(one) else []
        if len(group) < _LEAST:
            yield one
        elif group[0] is one:
            yield _loop(group)


def _may_repeat(one: Block) -> bool:
    return (
        not one.is_referred_to
        and not one.is_data
        and exportable()[one.type_name].owner is not None
        and one.name == name(one.stem.own, one.type_name)
        and not unfilled(one.arguments)
    )


def _group(one: Block) -> tuple[str, str, str]:
    """Return what the objects of a loop have in common: the owner, or that each owner has one."""
    kind = exportable()[one.type_name]
    owner = "/".join(one.found.names.get(name, "") for name in kind.parents)
    return one.type_name, one.module, owner if kind.is_listed else ""


def _loop(group: Sequence[Block]) -> Loop:
    first = group[0].arguments
    same = {
        key: value
        for key, value in first.items()
        if all(key in one.arguments and one.arguments[key] == value for one in group)
    }
    if all(one.arguments == same for one in group):  # they differ in what is not told
        same.popitem()
    stems = [one.stem.own for one in group]
    owner = f"{group[0].stem.owner}_"
    before = owner if all(one.startswith(owner) and one != owner for one in stems) else ""
    return Loop(blocks=group, before=before, keys=[one[len(before) :] for one in stems], same=same)
