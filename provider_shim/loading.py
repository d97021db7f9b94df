"""Loads modules fast: without garbage collection, and without modules that the provider does not need."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, MutableSequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


@contextmanager
def no_garbage() -> Iterator[None]:
    """Disable garbage collection during the block, and exclude the loaded objects from later collections.

    Loading modules produces no garbage, and the collection would take a tenth of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class _Placeholder(ModuleType):
    """A module in which every name is an empty class."""

    __path__: MutableSequence[str] = []  # noqa: RUF012  # as the import system wants it: a package, with nothing in it

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {"__module__": self.__name__})
        setattr(self, name, made)
        return made


class _Omission:
    """Returns placeholders for imports of a package and of all modules in it."""

    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> ModuleSpec | None:
        if name == self.package or name.startswith(f"{self.package}."):
            loader: Any = self
            return ModuleSpec(name, loader, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Placeholder(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing, because a placeholder is complete."""


def omit(*packages: str) -> None:
    """Do not load these packages in this process: imports of them return placeholders.

    Use this if the process does not need the packages. ``loaded`` loads them if an import fails without them.
    """
    finders: list[Any] = [_Omission(package) for package in packages]
    sys.meta_path[:0] = finders


def loaded(package: str) -> ModuleType:
    """Import a package without the parts that `omit` replaces. If this fails, import the complete package.

    Raises:
        ImportError: The package cannot be imported.
    """
    from importlib import import_module

    omitted = [one for one in sys.meta_path if isinstance(one, _Omission)]
    if not omitted:
        return import_module(package)
    try:
        return import_module(package)
    except Exception:  # noqa: BLE001  # of any kind: a placeholder can fail in any way
        sys.meta_path[:] = [one for one in sys.meta_path if one not in omitted]
        for name in [one for one in sys.modules if one == package or one.startswith(f"{package}.")]:
            del sys.modules[name]
        return import_module(package)
