"""Finds and copies the shared libraries of a self-contained provider."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

_LDD = "/usr/bin/ldd"
_OTOOL = "/usr/bin/otool"


class StandaloneError(Exception):
    """This machine cannot build a self-contained provider."""


def native_files(folder: Path) -> list[Path]:
    """Return the programs and shared libraries below a folder."""
    return sorted({*folder.glob("bin/*"), *folder.rglob("*.so"), *folder.rglob("*.so.*")})


def linked(folder: Path) -> dict[str, Path]:
    """Return the libraries of this machine that the files below a folder need, by name.

    On Linux, they include the C library and the loader. On macOS, this is Python's own library: its others are in the system.

    Raises:
        StandaloneError: A library does not exist, or belongs to another program of this machine.
    """
    match platform.system():
        case "Linux":
            return _linked_on_linux(folder)
        case "Darwin":
            _check_on_macos(folder)
            own = Path(sys.base_prefix, "lib").glob("libpython*.dylib")
            return {file.name: file for file in own}
        case other:
            raise StandaloneError(
                f"There is no self-contained provider for {other} yet. Build on Linux or macOS."
            )


def loader(libraries: dict[str, Path]) -> str | None:
    """Return the name of the program that loads libraries on Linux."""
    return next((name for name in libraries if name.startswith("ld-")), None)


def strip(file: Path) -> None:
    """Remove symbols: they are three quarters of the interpreter's library if it was built with them."""
    program = shutil.which("strip")
    if program is None or platform.system() != "Linux":
        return
    mode = file.stat().st_mode
    subprocess.run([program, "--strip-unneeded", str(file)], capture_output=True, check=False)
    file.chmod(mode)


def _linked_on_linux(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for file in [Path(sys.executable).resolve(), *native_files(folder)]:
        answer = subprocess.run([_LDD, str(file)], capture_output=True, text=True, check=False)
        for line in answer.stdout.splitlines():
            match line.split():
                case [name, "=>", "not", "found"]:
                    raise StandaloneError(f"{file} needs {name}, which this machine does not have.")
                case [name, "=>", path, _]:
                    found[name] = Path(path)
                case [path, _] if path.startswith("/"):  # the loader
                    found[Path(path).name] = Path(path)
    return found


def _check_on_macos(folder: Path) -> None:
    """Refuse a Python whose libraries are outside of it, such as Homebrew's."""
    for file in native_files(folder):
        answer = subprocess.run(
            [_OTOOL, "-L", str(file)], capture_output=True, text=True, check=True
        )
        for line in answer.stdout.splitlines()[1:]:
            path = line.split()[0]
            if not path.startswith(("/usr/lib/", "/System/", "@")):
                raise StandaloneError(
                    f"{file.name} needs {path}. Use a Python that contains its libraries, such as one of uv."
                )
