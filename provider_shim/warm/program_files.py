"""The files of the program. If they change, a fork of the warm server would mix modules of two versions."""

from __future__ import annotations

import os
import sys

from provider_shim.warm.context import start_program

_Stamp = tuple[int, ...]


class ProgramFiles:
    """The files that are loaded, as they were when they were first seen.

    These are the modules of the provider, the first module of every other package, the programs, and the folders in which packages are
    installed. An update of a package changes at least one of them. The folder of a checkout is not among them, because tests and
    tools create files in it.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Stamp] = {}
        self._modules = 0
        programs = filter(None, (sys.executable, start_program()))
        folders = (path for path in sys.path if os.path.isabs(path) and not _is_checkout(path))
        for path in (*folders, *programs):
            self._seen[path] = _stamp(path)
        self.add()

    def add(self) -> None:
        """Add the modules that were loaded since the last time."""
        modules = list(sys.modules.items())
        for name, module in modules[self._modules :]:
            path = getattr(module, "__file__", None)
            if path and ("." not in name or name.startswith("provider_shim.")):
                self._seen.setdefault(path, _stamp(path))
        self._modules = len(modules)

    def have_changed(self) -> bool:
        """Return whether a file has changed. This takes a millisecond."""
        self.add()
        return any(_stamp(path) != stamp for path, stamp in self._seen.items())


def _is_checkout(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, "pyproject.toml"))


def _stamp(path: str) -> _Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
