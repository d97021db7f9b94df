"""Mappings whose entries are loaded at their first use.

Terraform starts the provider two to five times for each command, and most commands use only a few types. So loading the other
types would make each start slower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TypeVar

Entry = TypeVar("Entry")


class Table(Mapping[str, Entry]):
    """Entries by name. Each is created once, at its first use."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Entry]) -> None:
        self._made: dict[str, Entry | None] = dict.fromkeys(names)
        self._make = make

    def __getitem__(self, name: str) -> Entry:
        entry = self._made[name]
        if entry is None:
            # Two threads can both create an entry. This is harmless, because entries have no state.
            entry = self._made[name] = self._make(name)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __contains__(self, name: object) -> bool:
        return name in self._made  # the method of `Mapping` would load the entry


Modules = Mapping[str, str]
"""The types of an area, each with the name of the module that contains its declaration."""


def declared(kind: type[Entry], areas: Mapping[str, Modules]) -> Table[type[Entry]]:
    """Return the declarations of one kind by type, in alphabetical order. A module is imported when its type is first used.

    Args:
        kind: the class from which all declarations derive.
        areas: the types of each area, by the name of its package.
    """
    modules = {
        type_name: f"{package}.{module}"
        for package, types in areas.items()
        for type_name, module in types.items()
    }

    def load(type_name: str) -> type[Entry]:
        module = import_module(modules[type_name])
        for found in vars(module).values():
            if (
                isinstance(found, type)
                and issubclass(found, kind)
                and found.__module__ == module.__name__
                and getattr(found, "type_name", "") == type_name
            ):
                return found
        raise TypeError(f"{module.__name__} does not declare a {kind.__name__} {type_name}")

    return Table(sorted(modules), load)


PREFIX = "openai_"
"""The beginning of the names of all types."""
