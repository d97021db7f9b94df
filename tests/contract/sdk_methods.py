"""The arguments of the methods of the ``openai`` package, by HTTP method and path.

Read from the package itself, so that a new version that knows more arguments makes a test fail.

`tools.package_operations` reads the same methods for the sandbox's supplement. This module stays beside it for two
reasons. It reads in another way (signatures and one pattern, where the tool follows syntax and types), so an operation
that the tool overlooks is found missing. And it wants less: names of arguments as users write them, of all methods of a
path, not only of the first.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from functools import cache
from pathlib import Path

import openai.resources

_CALL = re.compile(
    r'self\._(post|get|patch|put|delete|get_api_list)\(\s*(?:path_template\(\s*)?f?"([^"?]+)'
)
_LISTED_BY = re.compile(r'method="(post)"')
"""The argument with which a list method uses another HTTP method than GET."""
_NOT_ARGUMENTS = {"self", "extra_headers", "extra_query", "extra_body", "timeout"}


def shape(path: str) -> str:
    """Return a path with its parameters unnamed: libraries name them differently."""
    return re.sub(r"\{[^}]*\}", "{}", path)


@cache
def methods() -> dict[tuple[str, str], set[str]]:
    """Return argument names by (HTTP method, path)."""
    found: dict[tuple[str, str], set[str]] = {}
    for module in pkgutil.walk_packages(openai.resources.__path__, "openai.resources."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if (
                kind.__module__ == module.name
                and not kind.__name__.startswith("Async")
                and "With" not in kind.__name__
            ):
                _collect(kind, found)
    return found


@cache
def with_header(name: str) -> set[tuple[str, str]]:
    """Return the (HTTP method, path) of the methods that can send a header of this name."""
    files = Path(openai.resources.__file__).parent.rglob("*.py")
    methods_ = (text for file in files for text in file.read_text().split("    def "))
    return {
        (call[1].upper(), shape(call[2]))
        for source in methods_
        if f'"{name}"' in source and (call := _CALL.search(source))
    }


def _collect(kind: type, found: dict[tuple[str, str], set[str]]) -> None:
    for name, function in inspect.getmembers(kind, inspect.isfunction):
        source = inspect.getsource(inspect.unwrap(function))
        call = _CALL.search(source)
        if call is None or name == "parse" or name.startswith("_"):
            continue
        if name == "stream" and call[1] != "get":  # a helper of a method that is read anyway
            continue
        listed_by = _LISTED_BY.search(source)
        verb = (
            (listed_by[1] if listed_by else "get") if call[1] == "get_api_list" else call[1]
        ).upper()
        in_path = set(re.findall(r"\{(\w+)\}", call[2]))
        arguments = set(inspect.signature(function).parameters) - _NOT_ARGUMENTS - in_path
        found.setdefault((verb, shape(call[2])), set()).update(arguments)
