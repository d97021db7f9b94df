"""Local files that a resource writes, so that the state does not have to store their content.

As for `local_file` of HashiCorp's provider, Terraform creates the resource again if a file is missing or has changed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.created_in_run import RemoteObject
from provider_shim.engine.resource import Resource
from provider_shim.patterns.local_content import digest_of
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.schema import String
from provider_shim.vocabulary.values import unknown_as_null

AT = "output_path"
"""The name of the attribute with the path."""


def output_path(doc: str, **flags: Any) -> String:
    """Return the attribute with the path of the file to write."""
    return String(local=True, replace=True, min_length=1, doc=doc, **flags)


def numbered(path: str, count: int) -> list[str]:
    """Return the paths of several files: `a.png`, `a-2.png`, `a-3.png`."""
    root, ending = os.path.splitext(path)  # noqa: PTH122 - the path stays as the user wrote it
    return [path, *(f"{root}-{number}{ending}" for number in range(2, count + 1))]


def prepare(path: str) -> None:
    """Create the folder, and check that a file can be written there, before a request that costs money.

    Raises:
        ProviderError: the file cannot be written.
    """
    target = Path(path).expanduser()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _unwritable(path, f"its folder cannot be created: {fault.strerror}") from fault
    if target.is_dir():
        raise _unwritable(path, "it is a folder. Set the path of a file")
    if not os.access(target.parent, os.W_OK):
        raise _unwritable(path, "you do not have permission to write to its folder")


def write(path: str, content: bytes) -> None:
    """Write a file. An existing file is replaced atomically.

    Raises:
        ProviderError: the file cannot be written.
    """
    import tempfile

    target = Path(path).expanduser()
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as stream:
            stream.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(stream.name).chmod(0o666 & ~umask)
        Path(stream.name).replace(target)
    except OSError as fault:
        raise _unwritable(path, str(fault.strerror)) from fault


def is_as_written(path: str, digest: str) -> bool:
    """Return whether a file exists and its content has this SHA-256.

    Raises:
        ProviderError: the file exists and cannot be read.
    """
    try:
        with Path(path).expanduser().open("rb") as stream:
            return digest_of(stream) == digest
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except OSError as fault:
        raise ProviderError("Unreadable file", f'"{path}": {fault.strerror}.', (AT,)) from fault


class WritesFiles(Resource):
    """A resource that exists as long as its files exist unchanged."""

    def written(self, state: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the path and the SHA-256 of each file."""
        raise NotImplementedError

    def read(self, call: Call, state: Values) -> Values | None:
        """Return None if a file is missing or has changed, so that Terraform creates the resource again."""
        if not all(is_as_written(path, digest) for path, digest in self.written(state)):
            return None
        return super().read(call, state)

    def remote_objects(self, values: Mapping[str, Any]) -> list[RemoteObject]:
        """Return the files, or before they are written, the first file."""
        path = values.get(AT)
        if not isinstance(path, str):
            return []
        return [_file(path), *(_file(one) for one, _ in self.written(unknown_as_null(values)))]

    def delete(self, call: Call, state: Values) -> None:
        """Delete the files, except those that somebody has changed and those that another resource wrote in this run."""
        for path, digest in self.written(state):
            if not call.created.has(_file(path)) and is_as_written(path, digest):
                try:
                    Path(path).expanduser().unlink(missing_ok=True)
                except OSError as fault:
                    raise ProviderError(
                        "File not removed", f'"{path}": {fault.strerror}.', (AT,)
                    ) from fault
        super().delete(call, state)


def _file(path: str) -> RemoteObject:
    return frozenset({("file", str(Path(path).expanduser().absolute()))})


def _unwritable(path: str, reason: str) -> ProviderError:
    return ProviderError("Unwritable file", f'"{path}" cannot be written: {reason}.', (AT,))
