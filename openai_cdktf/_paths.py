"""Checks the paths of local files and folders, and makes them relative to the folder in which Terraform runs.

Terraform runs in the stack's folder in the output folder (`cdktf.out/stacks/<stack>`), not in the folder of the program. So
paths are relative to the stack's folder, with slashes. The synthesized code is then the same on every machine, if the
project has the same layout.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from constructs import Construct

from openai_cdktf._kinds import TEXT, Kind
from openai_cdktf._known import NULL
from openai_cdktf._location import Location
from openai_cdktf._misfits import MisfitError

PathText: TypeAlias = str | os.PathLike[str]
"""The values of an argument that is a path."""

_PROJECT = "cdktf.json"
"""Relative paths begin at the folder with this file."""

_ASSET = re.compile(r"assets/[^/]+/[0-9A-F]{32}(/|\Z)")
"""The beginning of the path of a `TerraformAsset`. It is relative to the stack's folder, and exists only after the synthesis."""


@dataclass(frozen=True, slots=True)
class LocalPath:
    """An absolute path, until the construct makes it relative to the stack's folder."""

    absolute: str

    def seen_from(self, folder: str) -> str:
        """Return the path relative to a folder, or the absolute path if it is on another drive of Windows."""
        path = Path(self.absolute)
        try:
            relative = os.path.relpath(path.parent.resolve() / path.name, folder)
        except ValueError:
            relative = self.absolute
        return relative.replace(os.sep, "/")


class PathOf(Kind[str, PathText]):
    """The path of a file, or of a file or a folder.

    A relative path begins at the folder of the nearest `cdktf.json` in or above the working directory, like the path of a
    `TerraformAsset`. If there is no `cdktf.json`, it begins at the working directory.
    """

    shapes = TEXT.shapes
    free = True

    def __init__(self, *, folders: bool = False) -> None:
        self.folders = folders
        self.expected = f"the path of a file{' or folder' if folders else ''}"

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        path = os.fspath(value) if isinstance(value, os.PathLike) else TEXT.accept(value)
        if not isinstance(path, str):
            return self.refuse(path)
        if "${" in path or _ASSET.match(path):
            return path
        absolute = Path(os.path.normpath(project_folder() / Path(path).expanduser()))
        if fault := self._fault(absolute):
            is_relative = not Path(path).expanduser().is_absolute()
            where = f" ({beginning_of_paths()})" if is_relative else ""
            raise MisfitError(f'must be {self.expected}, but "{absolute}" {fault}{where}')
        return path if path.startswith("~") else LocalPath(str(absolute))

    def _fault(self, path: Path) -> str | None:
        try:
            if path.is_file() or (self.folders and path.exists()):
                return None
            return "is a folder, not a file" if path.is_dir() else "does not exist"
        except OSError:  # not a valid path, for example too long
            return "does not exist"

    def refer(self, location: Location) -> str:
        """See `Kind.refer`."""
        return TEXT.refer(location)


_beginning: ContextVar[Path | None] = ContextVar("_beginning", default=None)


@contextlib.contextmanager
def paths_begin_at(folder: Path) -> Iterator[None]:
    """Let relative paths begin at another folder during the ``with`` block, such as the paths of a synthesized stack."""
    token = _beginning.set(folder)
    try:
        yield
    finally:
        _beginning.reset(token)


def beginning_of_paths() -> str:
    """Return the folder at which relative paths begin, for messages, and why, if it is the working directory."""
    folder = project_folder()
    is_project = _beginning.get() is not None or (folder / _PROJECT).exists()
    why = "" if is_project else f", because there is no {_PROJECT} in it or above it"
    return f'relative paths begin at "{folder}"{why}'


def project_folder() -> Path:
    """Return the folder at which relative paths begin. See `PathOf`."""
    if (chosen := _beginning.get()) is not None:
        return chosen
    working = Path.cwd()
    folders = (working, *working.parents)
    return next((folder for folder in folders if (folder / _PROJECT).exists()), working)


_folders: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def stack_folder(scope: Construct, cdk: Any) -> str:
    """Return the folder in which Terraform runs for the stack of a construct."""
    stack = cdk.TerraformStack.of(scope)
    if (known := _folders.get(stack)) is None:
        root = stack.node.root
        outdir = root.outdir if cdk.App.is_app(root) else "cdktf.out"
        known = _folders[stack] = str(Path(outdir, "stacks", stack.node.id).resolve())
    return known


def placed(tree: Any, null: Callable[[], Any], folder: Callable[[], str]) -> Any:
    """Return JSON in which nulls and paths replace their placeholders.

    Args:
        tree: JSON, with `NULL` and local paths as placeholders.
        null: a function that returns a null of the CDK.
        folder: a function that returns the folder of the stack, for relative paths.
    """
    if tree is NULL:
        return null()
    if isinstance(tree, LocalPath):
        return tree.seen_from(folder())
    if isinstance(tree, dict):
        return {key: placed(item, null, folder) for key, item in tree.items()}
    if isinstance(tree, list):
        return [placed(item, null, folder) for item in tree]
    return tree
