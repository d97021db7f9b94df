"""Collects a provider that needs no Python on the machine: the interpreter, its libraries, the packages, a start script.

The result is a folder, because Terraform unpacks an archive once and starts the provider two to five times per command. It is
built for the system of this machine, from the Python that runs this program. On Linux it contains its own C library and its
loader, so that it also runs on Alpine and on older systems.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import certifi
from packaging.requirements import Requirement

from openai_cdktf_cli.archives import MARKER
from provider_shim.version import VERSION
from tools import shared_libraries

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = f"terraform-provider-openai_v{VERSION}"

REQUIRED = ("hpack", "protobuf", "msgpack", "cryptography", "openai")
"""The dependencies of the provider in pyproject.toml. The others belong to the constructs and to the command line."""

_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"

# Parts of the standard library that the provider and its packages do not import. They would double the archive.
_UNUSED_FOLDERS = {
    "__pycache__", "config-*", "curses", "dbm", "distutils", "ensurepip", "idlelib", "lib2to3", "pydoc_data",
    "site-packages", "sqlite3", "test", "tests", "tkinter", "turtledemo", "unittest", "venv", "wsgiref", "xmlrpc",
}  # fmt: skip
_UNUSED_EXTENSIONS = (
    "_crypt", "_ctypes_test", "_curses", "_dbm", "_gdbm", "_sqlite3", "_test", "_tkinter", "_xx", "audioop", "nis",
    "ossaudiodev", "readline", "spwd", "xx",
)  # fmt: skip
_UNUSED_PACKAGE_PARTS = re.compile(
    r"\.\.|\.(pyi|pyc|c|h)\Z|/py\.typed\Z|\.dist-info/(?!METADATA\Z)|\.so\.debug\Z"
    # The provider loads `openai` without its types, and no program of a package.
    r"|\Aopenai/(types|cli)/|\A(bin|Scripts)/|\Amsgpack/.*\.pyx|/tests?/|\Apycparser/|\Acffi/"
)

_START = (
    "import sys; sys.path.append(sys.prefix + '/packages'); "
    "from provider_shim.__main__ import main; sys.exit(main())"
)

_SCRIPT = r"""#!/bin/sh
# The Terraform provider for OpenAI @VERSION@ (@MARKER@). Terraform starts it.
case $0 in
    */*) here="${0%/*}/python" ;;
    *) here=./python ;;
esac
# The system's certificates, if it has any. These are the places that Python's truststore searches.
if [ -z "${SSL_CERT_FILE-}${SSL_CERT_DIR-}" ] &&
    ! [ -r /etc/ssl/cert.pem ] && ! [ -r /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem ] &&
    ! [ -r /etc/pki/tls/cert.pem ] && ! [ -r /etc/ssl/certs/ca-certificates.crt ] && ! [ -r /etc/ssl/ca-bundle.pem ]; then
    export SSL_CERT_FILE="$here/cacert.pem"
fi
exec @LOADER@"$here/bin/@PYTHON@" -I -S -X utf8 -c "@START@" "$@"
"""


def system() -> str:
    """Return the system of this machine in the registry's words, such as ``linux_amd64``."""
    machine = platform.machine().lower()
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
    return f"{platform.system().lower()}_{architecture}"


def build(folder: Path) -> dict[str, Path]:
    """Write the files of the archive into an empty folder, and return the libraries of this machine that it contains.

    Raises:
        StandaloneError: The Python of this machine cannot be moved to another machine.
    """
    inside = folder / "python"
    library = inside / "lib" / _VERSION
    _copy_standard_library(library)
    copy_packages(inside / "packages")
    interpreter = inside / "bin" / _VERSION
    _copy(Path(sys.executable).resolve(), interpreter)
    libraries = shared_libraries.linked(inside)
    for name, file in libraries.items():
        _copy(file, inside / "lib" / name)
    for file in shared_libraries.native_files(inside):
        shared_libraries.strip(file)
    interpreter.chmod(0o755)
    command = ""
    if loader := shared_libraries.loader(libraries):
        (inside / "lib" / loader).chmod(0o755)
        command = f'"$here/lib/{loader}" --library-path "$here/lib" '
    _copy(Path(certifi.where()), inside / "cacert.pem")
    program = folder / PROGRAM
    program.write_text(
        _SCRIPT.replace("@VERSION@", VERSION)
        .replace("@MARKER@", MARKER)
        .replace("@LOADER@", command)
        .replace("@PYTHON@", _VERSION)
        .replace("@START@", _START)
    )
    program.chmod(0o755)
    return libraries


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


def _copy_standard_library(target: Path) -> None:
    source = Path(sysconfig.get_path("stdlib"))
    for file in _files(source):
        extension = file.suffix == ".so" and not file.name.startswith(_UNUSED_EXTENSIONS)
        if extension or file.suffix == ".py":
            _copy(file, target / file.relative_to(source))
    _compile(target)


def copy_packages(target: Path) -> None:
    """Compile the provider and the packages that it needs into a folder."""
    for package in distributions():
        for name in package.files or []:
            if not _UNUSED_PACKAGE_PARTS.search(str(name)):
                _copy(Path(str(name.locate())), target / name)
    for file in _files(ROOT / "provider_shim"):
        _copy(file, target / file.relative_to(ROOT))
    _compile(target)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, in a stable order, without the unused folders."""
    for entry in sorted(folder.iterdir()):
        if not entry.is_dir():
            yield entry
        elif not any(entry.match(pattern) for pattern in _UNUSED_FOLDERS):
            yield from _files(entry)


def _compile(folder: Path) -> None:
    """Replace the sources below a folder by their bytecode, which loads faster and contains no path of this machine.

    A new process compiles them: bytecode depends on the objects that already exist in the process.
    """
    command = [sys.executable, "-I", "-m", "compileall", "-q", "-b", "-s", str(folder)]
    subprocess.run([*command, "--invalidation-mode", "unchecked-hash", str(folder)], check=True)
    for source in folder.rglob("*.py"):
        source.unlink()


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    target.chmod(0o644)
