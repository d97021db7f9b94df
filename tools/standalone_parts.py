"""The parts of a self-contained provider that are the same on each system: packages and the standard library, as bytecode."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

REQUIRED = ("hpack", "protobuf", "msgpack", "cryptography", "openai")
"""The dependencies of the provider in pyproject.toml. The others belong to the constructs and to the command line."""

# Parts of the standard library that the provider and its packages do not import. They would double the archive.
_UNUSED_FOLDERS = {
    "__pycache__", "config-*", "curses", "dbm", "distutils", "ensurepip", "idlelib", "lib2to3", "pydoc_data",
    "site-packages", "sqlite3", "test", "tests", "tkinter", "turtledemo", "unittest", "venv", "wsgiref", "xmlrpc",
}  # fmt: skip
_UNUSED_EXTENSIONS = (
    "_crypt", "_ctypes_test", "_curses", "_dbm", "_gdbm", "_msi", "_sqlite3", "_test", "_tkinter", "_xx", "audioop",
    "nis", "ossaudiodev", "readline", "spwd", "winsound", "xx",
)  # fmt: skip
_UNUSED_PACKAGE_PARTS = re.compile(
    r"\.\.|\.(pyi|pyc|c|h)\Z|/py\.typed\Z|\.dist-info/(?!METADATA\Z)|\.so\.debug\Z"
    # The provider loads `openai` without its types, and no program of a package.
    r"|\Aopenai/(types|cli)/|\A(bin|Scripts)/|\Amsgpack/.*\.pyx|/tests?/|\Apycparser/|\Acffi/"
)


def distributions() -> list[Distribution]:
    """Return the Python packages in the archive, without the provider itself, sorted by name."""
    found: dict[str, Distribution] = {}

    def add(name: str) -> None:
        package = distribution(name)
        key = str(package.metadata["Name"]).lower()
        if key not in found:
            found[key] = package
            for text in package.requires or []:
                needed = Requirement(text)
                if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                    add(needed.name)

    for name in REQUIRED:
        add(name)
    return [found[key] for key in sorted(found)]


def package_files() -> dict[str, Path]:
    """Return the files of the provider and of the packages that it needs, by their path in the archive's folder for packages."""
    found: dict[str, Path] = {}
    for package in distributions():
        for name in package.files or []:
            if not _UNUSED_PACKAGE_PARTS.search(name.as_posix()):
                found[name.as_posix()] = Path(str(name.locate()))
    for file in _files(ROOT / "provider_shim"):
        found[file.relative_to(ROOT).as_posix()] = file
    return found


def copy_packages(target: Path) -> None:
    """Compile the provider and the packages that it needs into a folder."""
    copy_all(package_files(), target)
    compile_all(target)


def library_files(folder: Path) -> dict[str, Path]:
    """Return the modules of a standard library that the provider can import, by their path in the library."""
    return {
        file.relative_to(folder).as_posix(): file
        for file in _files(folder)
        if file.suffix == ".py" or (file.suffix == ".so" and is_used(file))
    }


def is_used(extension: Path) -> bool:
    """Return whether the provider or one of its packages can import a native module of the standard library."""
    return not extension.name.startswith(_UNUSED_EXTENSIONS)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, in a stable order, without the unused folders."""
    for entry in sorted(folder.iterdir()):
        if not entry.is_dir():
            yield entry
        elif not any(entry.match(pattern) for pattern in _UNUSED_FOLDERS):
            yield from _files(entry)


def compile_all(folder: Path) -> None:
    """Replace the sources below a folder by their bytecode, which loads faster and contains no path of this machine.

    A new process compiles them: bytecode depends on the objects that already exist in the process.
    """
    command = [sys.executable, "-I", "-m", "compileall", "-q", "-b", "-s", str(folder)]
    subprocess.run([*command, "--invalidation-mode", "unchecked-hash", str(folder)], check=True)
    for source in folder.rglob("*.py"):
        source.unlink()


def copy_all(files: Mapping[str, Path], folder: Path) -> None:
    """Copy files to their paths in a folder."""
    for path, file in files.items():
        copy(file, folder / path)


def copy(file: Path, target: Path) -> None:
    """Copy a file without its times and its rights."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    target.chmod(0o644)
