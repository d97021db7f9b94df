"""Lets a package load its members when they are first asked for. It must not know what they are.

A stack uses a few of some hundred classes, and its program is started at every command: loading all of them took longer
than loading jsii.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(
    package: str, modules: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` of a package whose members are in these modules of it, by name."""
    loaded = vars(sys.modules[package])

    def member(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        # Kept, so that Python finds it by itself next time.
        loaded[name] = getattr(import_module(f"{package}.{modules[name]}"), name)
        return loaded[name]

    def names() -> list[str]:
        return sorted({*loaded, *modules})

    return member, names
