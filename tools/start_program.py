"""Compiles the program of the archive for Linux, which Terraform starts (`tools/start`).

If a warm server is there, the program gives its launch to it, which takes a millisecond instead of the twelve of a start of Python.
Otherwise, it becomes the archive's Python. It is linked statically, so that it needs no shell and no library of the system.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openai_cdktf_cli.archives import MARKER
from provider_shim.process import TERMINATE
from provider_shim.version import VERSION
from provider_shim.warm import client, context, folder
from tools.shared_libraries import StandaloneError

if sys.platform != "linux":
    raise ImportError("There are warm servers on Linux only.")

SOURCES = Path(__file__).with_name("start")
_PROGRAMS = SOURCES.parents[1] / ".tools" / "bin"  # see `tools.set_up`
PARTS = ("start.c", "context.c", "warm.c")

_FLAGS = (
    "-std=c17", "-O2", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-fstack-protector-strong",
    "-D_FORTIFY_SOURCE=2", "-static", "-s", "-Wl,--build-id=none",
)  # fmt: skip


def build(target: Path, *, loader: str, python: str, code: str, certificates: Sequence[str]) -> str:
    """Write the program, and return the warnings of the compiler. It expects a folder ``python`` beside it.

    Args:
        target: the path of the program.
        loader: the name of the loader of the C library, in ``python/lib``.
        python: the name of the interpreter, in ``python/bin``.
        code: what the interpreter runs.
        certificates: where systems have their certificates. If no file is there, Python gets ``python/cacert.pem``.

    Raises:
        StandaloneError: This machine has no C compiler, or no static C library.
    """
    values = {
        "LOADER": _text(loader),
        "PYTHON": _text(python),
        "CODE": _text(code),
        "CERTIFICATES": _texts(certificates),
    }
    return compile_parts(target, PARTS, values)


def compile_parts(target: Path, parts: Iterable[str | Path], values: Mapping[str, str]) -> str:
    """Compile sources, given by their names in `SOURCES` or by their paths. Return the warnings of the compiler.

    Args:
        target: the path of the program.
        parts: the sources.
        values: further definitions for ``settings.h``, as literals of C.

    Raises:
        StandaloneError: This machine has no C compiler, or no static C library.
    """
    compiler = shutil.which("cc", path=f"{_PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}")
    if compiler is None:
        raise StandaloneError(
            "The archive's program needs a C compiler. Install one, such as Debian's packages gcc and libc6-dev."
        )
    with tempfile.TemporaryDirectory() as name:
        Path(name, "settings.h").write_text(_settings(values))
        sources = [str(SOURCES / part) for part in parts]
        command = [compiler, *_FLAGS, f"-I{name}", f"-I{SOURCES}", "-o", str(target), *sources]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StandaloneError(f"The archive's program cannot be compiled:\n{done.stderr}")
    return done.stderr


def _settings(more: Mapping[str, str]) -> str:
    """Return the header ``settings.h``: the values that the program has in common with the provider."""
    values = {
        "WHAT": _text(f"The Terraform provider for OpenAI {VERSION} ({MARKER})."),
        "VERSION": _text(VERSION),
        "NAMES": _texts(sorted(context.NAMES)),
        "PREFIXES": _texts(context.PREFIXES),
        "CHANGED": _text(context.CHANGED),
        "NAMESPACES": _texts(one.decode() for one in context.NAMESPACES),
        "FILES": _texts(context.FILES),
        "STATUS_LINES": _texts(one.decode() for one in context.STATUS_LINES),
        "VARIABLE": _text(context.VARIABLE),
        "OPTION": _text(context.OPTION),
        "FOLDER": _text(folder.NAME),
        "MODE": str(folder.MODE),
        "PATIENCE": str(int(client.PATIENCE)),
        "READY": str(client.READY[0]),
        "TERMINATE": _text(TERMINATE.decode()),
        **more,
    }
    return "".join(f"#define {name} {value}\n" for name, value in values.items())


def _text(value: str) -> str:
    """Return a text as a literal of C, which has the syntax of JSON for the characters of ASCII."""
    return json.dumps(value)


def _texts(values: Iterable[str]) -> str:
    return ", ".join(map(_text, values))
