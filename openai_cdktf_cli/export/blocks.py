"""The objects of a program with their modules and references, in the order of the program. Pure."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openai_cdktf_cli.export import names
from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.export.lookups import looked_up
from openai_cdktf_cli.export.modules import module_of, position
from openai_cdktf_cli.export.values import TEXTS, texts_in
from provider_shim.objects import RESOURCES


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reference:
    """The id of another object of the program."""

    block: Block


@dataclasses.dataclass(frozen=True, kw_only=True)
class Todo:
    """An argument that cannot be read, and a sentence about it for the user."""

    sentence: str


def unfilled(arguments: Mapping[str, Any]) -> dict[str, Todo]:
    """Return the values that the user has to set, by the argument that is or contains them."""
    return {name: todo for name, value in arguments.items() for todo in _todo_in(value)}


def _todo_in(value: Any) -> Iterable[Todo]:
    if isinstance(value, Todo):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _todo_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _todo_in(one)


@dataclasses.dataclass(kw_only=True)
class Block:
    """An object of the program.

    Attributes:
        found: the object.
        name: its name in Terraform, and the id of its construct.
        stem: the name without the ending of its type, and that of its owner.
        module: the name of its module.
        arguments: values as JSON, which can contain `Reference` and `Todo`.
        is_referred_to: whether other objects refer to it.
        is_data: whether a data source looks it up. Otherwise, it is a resource.
    """

    found: Found
    name: str
    stem: names.Stem
    module: str = ""
    arguments: dict[str, Any] = dataclasses.field(default_factory=dict)
    is_referred_to: bool = False
    is_data: bool = False

    @property
    def address(self) -> str:
        """Its address in Terraform."""
        return f"{'data.' * self.is_data}{self.type_name}.{self.name}"

    @property
    def type_name(self) -> str:
        """Terraform's type."""
        return self.found.type_name


def blocks(
    objects: Sequence[Found], *, split: str = "area", context: Sequence[Found] = ()
) -> list[Block]:
    """Return the objects of the program, module by module, each after the objects to which it refers.

    Args:
        objects: the objects to write.
        split: `area` or `project`: whether the program has a module for each area or for each project.
        context: objects that were read and are not written. Others can be named after them.
    """
    stems = names.stems(objects, context)
    found = [
        Block(
            found=one,
            stem=stems[one.type_name, one.import_id],
            name=names.name(stems[one.type_name, one.import_id].own, one.type_name),
            is_data=is_data,
        )
        for is_data, several in ((False, objects), (True, looked_up(objects, context)))
        for one in several
    ]
    _make_names_unique(found)
    by_id = {one.found.id: one for one in found if one.found.id}
    projects = {one.found.id: one.stem.own for one in found if one.type_name == "openai_project"}
    wanted = {
        id(one): [
            by_id[each]
            for each in texts_in(one.found.arguments)
            if each in by_id and by_id[each] is not one
        ]
        for one in found
    }
    for one in found:
        one.module = module_of(one.found, split=split, projects=projects)
    if split == "project":
        _move_objects_across_projects(found, wanted)
    order = _ordered_types(found, wanted)
    found.sort(key=lambda one: (position(one.module), order.index(one.type_name), one.name))
    ordered = _ordered_objects(found, wanted)
    place = {id(one): number for number, one in enumerate(ordered)}
    for one in ordered:
        earlier = {
            each.found.id: each for each in wanted[id(one)] if place[id(each)] < place[id(one)]
        }
        one.arguments = _arguments(one.found, earlier)
    return ordered


def _make_names_unique(found: Sequence[Block]) -> None:
    """Append the full type to the name if objects of different types have the same name."""
    seen: set[str] = set()
    for one in found:
        while one.name in seen:
            one.name = f"{one.name}_{one.type_name.removeprefix('openai_')}"
        seen.add(one.name)


def _ordered_types(found: Sequence[Block], wanted: Mapping[int, list[Block]]) -> list[str]:
    """Return the types, each after the types to which it refers, as far as there is no cycle."""
    needs: dict[str, set[str]] = {}
    for one in found:
        needs.setdefault(one.type_name, set()).update(other.type_name for other in wanted[id(one)])
    ordered: list[str] = []
    seen: set[str] = set()

    def add(name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        for other in sorted(needs[name]):
            add(other)
        ordered.append(name)

    for name in RESOURCES:
        if name in needs:
            add(name)
    return ordered


def _move_objects_across_projects(
    found: Sequence[Block], wanted: Mapping[int, list[Block]]
) -> None:
    """Move objects of the organization that refer to objects of projects to the module after all projects."""
    moved = True
    while moved:
        moved = False
        for one in found:
            if one.module.startswith("project_") or one.module == "across_projects":
                continue
            if any(
                each.module.startswith("project_") or each.module == "across_projects"
                for each in wanted[id(one)]
            ):
                one.module, moved = "across_projects", True


def _ordered_objects(found: Sequence[Block], wanted: Mapping[int, list[Block]]) -> list[Block]:
    """Return the objects, each after the objects of its module to which it refers, as far as there is no cycle."""
    ordered: list[Block] = []
    seen: set[int] = set()

    def add(one: Block) -> None:
        if id(one) in seen:
            return
        seen.add(id(one))
        for other in wanted[id(one)]:
            if other.module == one.module:
                add(other)
        ordered.append(one)

    for one in found:
        add(one)
    return ordered


def _arguments(found: Found, others: Mapping[str, Block]) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    for name, value in found.arguments.items():
        readable = found.instead.get(name)
        if readable is not None and (value not in others or others[value].is_data):
            arguments[readable[0]] = readable[1]
        else:
            arguments[name] = copy.deepcopy(value) if name in TEXTS else _referring(value, others)
    noun = found.type_name.removeprefix("openai_").replace("_", " ")
    for path in found.unread:
        *outer, last = path.split(".")
        inside = arguments
        for name in outer:
            inside = inside[name]
        inside[last] = Todo(
            sentence=f"OpenAI does not return `{path}` of the {noun} {found.import_id}"
        )
    return arguments


def _referring(value: Any, others: Mapping[str, Block]) -> Any:
    if isinstance(value, str) and value in others:
        others[value].is_referred_to = True
        return Reference(block=others[value])
    if isinstance(value, Mapping):
        return {
            name: one if name in TEXTS else _referring(one, others) for name, one in value.items()
        }
    if isinstance(value, list):
        return [_referring(one, others) for one in value]
    return value
