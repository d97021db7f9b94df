"""Loads the members of a package when they are used for the first time.

A stack uses only some of several hundred classes, and its program starts at every command. Loading all of them would take
longer than loading jsii.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(
    package: str, modules: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` of a package. ``modules`` maps its members to their modules."""
    loaded = vars(sys.modules[package])

    def member(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        # Next time, Python finds the member without this function.
        loaded[name] = getattr(import_module(f"{package}.{modules[name]}"), name)
        return loaded[name]

    def names() -> list[str]:
        return sorted({*loaded, *modules})

    return member, names
