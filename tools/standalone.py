"""Collects a provider that needs no Python on the machine: the interpreter, its libraries, the packages, and what starts them.

The result is a folder, because Terraform unpacks an archive once and starts the provider two to five times per command. It is
built for the system of this machine, from the Python that runs this program. On Linux it contains its own C library and its
loader, so that it also runs on Alpine and on older systems. `standalone_windows` builds it on Windows.
"""

from __future__ import annotations

import platform
import sys
import sysconfig
from pathlib import Path

import certifi

from openai_cdktf_cli.archives import MARKER
from provider_shim.version import VERSION
from tools import shared_libraries, standalone_windows
from tools.standalone_parts import compile_all, copy, copy_all, copy_packages, library_files

ON_WINDOWS = platform.system() == "Windows"
PROGRAM = standalone_windows.PROGRAM if ON_WINDOWS else f"terraform-provider-openai_v{VERSION}"

_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"

_CODE = (
    "import sys; sys.path.append(sys.prefix + '/packages'); "
    "from provider_shim.__main__ import main; sys.exit(main())"
)

_CERTIFICATES = (
    "/etc/ssl/cert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/ca-bundle.pem",
)
"""Where Python's `truststore` searches for the certificates of the system."""

_SCRIPT = r"""#!/bin/sh
# The Terraform provider for OpenAI @VERSION@ (@MARKER@). Terraform starts it.
case $0 in
    */*) here="${0%/*}/python" ;;
    *) here=./python ;;
esac
if [ -z "${SSL_CERT_FILE-}${SSL_CERT_DIR-}" ]; then
    for file in @CERTIFICATES@ "$here/cacert.pem"; do
        if [ -r "$file" ]; then
            break
        fi
    done
    if [ "$file" = "$here/cacert.pem" ]; then
        export SSL_CERT_FILE="$file"
    fi
fi
exec "$here/bin/@PYTHON@" -I -S -X utf8 -c "@CODE@" "$@"
"""
"""The program on macOS. `start_program` compiles that for Linux, where warm servers make a fast start worth it."""


def system() -> str:
    """Return the system of this machine in the registry's words, such as ``linux_amd64``."""
    machine = platform.machine().lower()
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
    return f"{platform.system().lower()}_{architecture}"


def build(folder: Path) -> dict[str, Path]:
    """Write the files of the archive into an empty folder, and return the libraries of this machine that it contains.

    Raises:
        StandaloneError: The Python of this machine cannot be moved to another machine, or there is no C compiler on Linux.
    """
    if ON_WINDOWS:
        standalone_windows.build(folder)
        return {}
    inside = folder / "python"
    library = inside / "lib" / _VERSION
    copy_all(library_files(Path(sysconfig.get_path("stdlib"))), library)
    compile_all(library)
    copy_packages(inside / "packages")
    interpreter = inside / "bin" / _VERSION
    copy(Path(sys.executable).resolve(), interpreter)
    libraries = shared_libraries.linked(inside)
    for name, file in libraries.items():
        copy(file, inside / "lib" / name)
    for file in shared_libraries.native_files(inside):
        shared_libraries.strip(file)
    interpreter.chmod(0o755)
    copy(Path(certifi.where()), inside / "cacert.pem")
    _write_program(folder / PROGRAM, inside / "lib", shared_libraries.loader(libraries))
    return libraries


def _write_program(program: Path, libraries: Path, loader: str | None) -> None:
    """Write the program that Terraform starts. On Linux, the archive has its own loader of libraries."""
    if sys.platform == "linux" and loader:
        from tools import start_program

        (libraries / loader).chmod(0o755)
        start_program.build(
            program, loader=loader, python=_VERSION, code=_CODE, certificates=_CERTIFICATES
        )
        return
    program.write_text(
        _SCRIPT.replace("@VERSION@", VERSION)
        .replace("@MARKER@", MARKER)
        .replace("@CERTIFICATES@", " ".join(_CERTIFICATES))
        .replace("@PYTHON@", _VERSION)
        .replace("@CODE@", _CODE)
    )
    program.chmod(0o755)
