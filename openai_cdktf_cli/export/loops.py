"""Finds similar objects, which a person would write as a dict and a loop. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from openai_cdktf_cli.export.blocks import Block, unfilled
from openai_cdktf_cli.export.kinds import exportable
from openai_cdktf_cli.export.names import name

_MIN_OBJECTS = 3
"""The minimum number of objects in a loop."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Loop:
    """Similar objects of one type and one owner.

    Attributes:
        blocks: the objects.
        before: the common beginning of their names.
        keys: the rest of their names, in the same order.
        same: the arguments that are equal in all of them.
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
        """Return the arguments of an object that are not equal in all of them."""
        return {key: value for key, value in block.arguments.items() if key not in self.same}


def loops(blocks: Sequence[Block]) -> Iterator[Block | Loop]:
    """Yield the objects in their order. A loop of similar objects is at the position of the first one."""
    groups: dict[tuple[str, str, str], list[Block]] = {}
    for one in blocks:
        if _may_repeat(one):
            groups.setdefault(_group(one), []).append(one)
    for one in blocks:
        group = groups.get(_group(one), []) if _may_repeat(one) else []
        if len(group) < _MIN_OBJECTS:
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
    """Return what the objects of a loop have in common. It includes the owner, unless each owner has only one object."""
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
    if all(
        one.arguments == same for one in group
    ):  # they differ only in values that the API does not return
        same.popitem()
    stems = [one.stem.own for one in group]
    owner = f"{group[0].stem.owner}_"
    before = owner if all(one.startswith(owner) and one != owner for one in stems) else ""
    return Loop(blocks=group, before=before, keys=[one[len(before) :] for one in stems], same=same)
