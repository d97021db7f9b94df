"""Collects a self-contained provider for Windows from an official Python for Windows.

Terraform on Windows starts only `.exe` files. The program is the launcher of the package distlib, which pip also writes for
console scripts. It starts `python.exe` in the folder beside it, passes on its standard streams, returns its exit code, and ends
it when Terraform ends the launcher. A file beside `python.exe` contains the folders of all modules, so that Python ignores the
registry, the environment and other Pythons of the machine.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from openai_cdktf_cli.archives import MARKER
from provider_shim.version import VERSION
from tools import standalone_parts
from tools.shared_libraries import StandaloneError

PROGRAM: Final = f"terraform-provider-openai_v{VERSION}.exe"

SEARCH_PATH: Final = "python._pth"
"""The file with the folders of all modules. Python reads it if it is beside `python.exe` and has the same name."""

_FOLDERS: Final = ("Lib", "DLLs", "packages")
_LAUNCHER: Final = "distlib/t64.exe"
_LAUNCHER_SHA256: Final = "81a618f21cb87db9076134e70388b6e9cb7c2106739011b6a51772d22cae06b7"

# The launcher reads this line from its end, with at most 260 bytes. It passes its own path as the first argument.
_START: Final = (
    r"#!<launcher_dir>\python\python.exe -I -S -X utf8 -c "
    '"import sys; from provider_shim.__main__ import main; sys.exit(main(sys.argv[2:]))"\n'
)


def build(
    folder: Path, *, python: Path | None = None, packages: Mapping[str, Path] | None = None
) -> None:
    """Write the files of the archive into an empty folder.

    Args:
        folder: the folder.
        python: the folder of an official Python for Windows. By default, that of this process.
        packages: the files of the packages by their paths. By default, those of this process.

    Raises:
        StandaloneError: A part of the Python does not exist, or the launcher is not the expected one.
    """
    inside = folder / "python"
    found = files(
        Path(sys.base_prefix) if python is None else python,
        standalone_parts.package_files() if packages is None else packages,
    )
    standalone_parts.copy_all(found, inside)
    for name in ("Lib", "packages"):
        standalone_parts.compile_all(inside / name)
    (inside / SEARCH_PATH).write_text("".join(f"{name}\n" for name in _FOLDERS), encoding="utf-8")
    program = folder / PROGRAM
    program.write_bytes(launcher())
    for file in (program, inside / "python.exe"):
        file.chmod(0o755)


def files(python: Path, packages: Mapping[str, Path]) -> dict[str, Path]:
    """Return the files of the archive's folder ``python`` by their paths.

    Args:
        python: the folder of an official Python for Windows.
        packages: the files of the packages by their paths.

    Raises:
        StandaloneError: A part of the Python does not exist.
    """
    found = {file.name: file for file in (python / "python.exe", *sorted(python.glob("*.dll")))}
    modules = standalone_parts.library_files(python / "Lib")
    if not found["python.exe"].is_file() or "os.py" not in modules:
        raise StandaloneError(f"{python} does not contain a Python for Windows: install one.")
    found |= {f"Lib/{path}": file for path, file in modules.items()}
    found |= {f"packages/{path}": file for path, file in packages.items()}
    extensions = filter(standalone_parts.is_used, sorted(python.glob("DLLs/*.pyd")))
    found |= {f"DLLs/{file.name}": file for file in extensions}
    native = [file for file in found.values() if file.suffix in {".exe", ".dll", ".pyd"}]
    needed = _needed(native, sorted(python.glob("DLLs/*.dll")))
    return found | {f"DLLs/{file.name}": file for file in needed}


def _needed(native: Iterable[Path], libraries: Iterable[Path]) -> list[Path]:
    """Return the libraries whose names are in native files or in other needed libraries."""
    contents = [file.read_bytes().lower() for file in native]
    needed: list[Path] = []
    waiting = list(libraries)
    while more := [
        file for file in waiting if any(file.name.lower().encode() in text for text in contents)
    ]:
        needed += more
        waiting = [file for file in waiting if file not in more]
        contents = [file.read_bytes().lower() for file in more]
    return needed


def launcher() -> bytes:
    """Return the program that Terraform starts: the launcher of distlib, the command, and an empty zip with our marker.

    Raises:
        StandaloneError: The installed distlib has another launcher.
    """
    program = Path(str(distribution("distlib").locate_file(_LAUNCHER))).read_bytes()
    if hashlib.sha256(program).hexdigest() != _LAUNCHER_SHA256:
        raise StandaloneError(
            f"The launcher of the installed distlib is not the one that was tested. Test the archive on Windows, and "
            f"update the digest in {Path(__file__).name}."
        )
    end = io.BytesIO()
    with zipfile.ZipFile(end, "w") as packed:
        packed.comment = f"The Terraform provider for OpenAI {VERSION} ({MARKER}).".encode()
    return program + _START.encode() + end.getvalue()
