"""Paths of files and folders that Terraform reads: checked where they are given, and written for the place where Terraform runs.

Terraform runs in the stack's folder within the output folder (`cdktf.out/stacks/<stack>`), not where the program runs. So a
path is written relative to that folder, with slashes: the synthesized code is then the same on every machine on which the
project has the same layout.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from constructs import Construct

from openai_cdktf._kinds import TEXT, Kind
from openai_cdktf._location import Location
from openai_cdktf._misfits import MisfitError

PathText: TypeAlias = str | os.PathLike[str]
"""What an argument takes that is a path."""

_PROJECT = "cdktf.json"
"""The file in the folder at which relative paths begin."""

_ASSET = re.compile(r"assets/[^/]+/[0-9A-F]{32}(/|\Z)")
"""How the path of a `TerraformAsset` begins, which is relative to the stack's folder and exists only after synthesis."""


@dataclass(frozen=True, slots=True)
class LocalPath:
    """An absolute path, until the construct knows the folder that it is to be relative to."""

    absolute: str

    def seen_from(self, folder: str) -> str:
        """Return the path relative to a folder; absolute where there is no such path (another drive of Windows)."""
        path = Path(self.absolute)
        try:
            relative = os.path.relpath(path.parent.resolve() / path.name, folder)
        except ValueError:
            relative = self.absolute
        return relative.replace(os.sep, "/")


class PathOf(Kind[str, PathText]):
    """The path of a file, or of a file or a folder.

    A relative path begins at the folder of `cdktf.json`, as that of a `TerraformAsset` does: the nearest one at or above the
    working directory. Where there is none, it begins at the working directory.
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
        if not self._is_there(absolute):
            raise MisfitError(f'must be {self.expected}: there is none at "{absolute}"')
        return path if path.startswith("~") else LocalPath(str(absolute))

    def _is_there(self, path: Path) -> bool:
        try:
            return path.exists() if self.folders else path.is_file()
        except OSError:  # what is no path at all, such as one that is too long
            return False

    def refer(self, location: Location) -> str:
        """See `Kind.refer`."""
        return TEXT.refer(location)


def project_folder() -> Path:
    """Return the folder at which relative paths begin; see `PathOf`."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / _PROJECT).exists()), here)


_folders: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def stack_folder(scope: Construct, cdk: Any) -> str:
    """Return the folder in which Terraform will run for the stack around a construct."""
    stack = cdk.TerraformStack.of(scope)
    if (known := _folders.get(stack)) is None:
        root = stack.node.root
        outdir = root.outdir if cdk.App.is_app(root) else "cdktf.out"
        known = _folders[stack] = str(Path(outdir, "stacks", stack.node.id).resolve())
    return known
