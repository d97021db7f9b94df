"""What a launch and a warm server must have in common, so that a fork of the server behaves like the launched process.

The modules that every launch loads (`context`, `folder`, `client`) import nothing slow. Even `typing` and `collections.abc` would take as
long as everything else in them.
"""

from __future__ import annotations

import os
import sys

from provider_shim.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "OPENAI_CDKTF_WARM"
"""The seconds for which a warm server waits for the next launch. 0 for none."""

SECONDS = 60
"""The default. On CI it is 0: nobody waits for a second command there, and no process should stay."""

OPTION = "started_by"
"""The option ``-X`` with which the archive's program (`tools/start`) tells Python its own path."""

# The variables that interpreter, C library and packages read when they are loaded. The server has only these variables. A launch with
# other values does not use it.
NAMES = frozenset({VARIABLE, "HOME", "LANG", "LANGUAGE", "LOCPATH", "OPENAI_CDKTF_TRACE", "OPENAI_LOG", "PATH", "TMPDIR", "TZ", "XDG_RUNTIME_DIR"})  # fmt: skip
PREFIXES = (
    "COVERAGE_", "CRYPTOGRAPHY_", "GLIBC_", "HTTPX", "LC_", "LD_", "MALLOC_", "OPENSSL_", "PROTOCOL_BUFFERS_", "PYDANTIC_",
    "PYTHON", "SSL",
)  # fmt: skip

CHANGED = "LC_CTYPE"
"""Python sets this variable itself in the locale C (PEP 538), so it is no part of the context. The encoding that it selects is."""

# What the kernel knows about a process and a fork inherits: containers and sandboxes, limits, permissions, control groups.
NAMESPACES = (b"cgroup", b"ipc", b"mnt", b"net", b"pid", b"time", b"user", b"uts")
FILES = ("attr/current", "cgroup", "limits", "oom_score_adj")
STATUS_LINES = (
    b"Cap", b"Cpus_allowed:", b"Gid:", b"Groups:", b"Mems_allowed:", b"NoNewPrivs:", b"Seccomp", b"Uid:", b"Umask:",
)  # fmt: skip


def seconds(environment: Mapping[str, str]) -> float:
    """Return how long a warm server waits for the next launch. 0 if there must be none."""
    configured = environment.get(VARIABLE)
    if configured is None:
        return 0 if environment.get("CI", "") not in {"", "0", "false"} else SECONDS
    if not (configured.isascii() and configured.replace(".", "", 1).isdigit()):
        return 0  # the archive's program reads only such numbers
    return min(float(configured), 3600)


def variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a warm server has. None of them is a secret."""
    return {
        name: value
        for name, value in environment.items()
        if name != CHANGED and (name in NAMES or name.startswith(PREFIXES))
    }


def context(environment: Mapping[str, str]) -> bytes | None:
    """Return what must be equal. None if this process must not be replaced by another one: it is traced, or ``/proc`` is missing.

    The archive's program writes the same bytes (`tools/start/context.c`).
    """
    if sys.platform != "linux":
        return None
    try:
        status = _read("status")
        if b"\nTracerPid:\t0\n" not in status:
            return None
        root = os.stat("/")
        parts = [
            VERSION.encode(),
            _program(),
            *sorted(
                os.fsencode(f"{name}={value}") for name, value in variables(environment).items()
            ),
            b"%d %d %d %d"
            % (
                root.st_dev,
                root.st_ino,
                os.getpriority(os.PRIO_PROCESS, 0),
                os.sched_getscheduler(0),
            ),
            *(line for line in status.split(b"\n") if line.startswith(STATUS_LINES)),
            *(_namespace(name) for name in NAMESPACES),
            *(_read(name) for name in FILES),
        ]
    except OSError:
        return None
    return b"".join(part + b"\0" for part in parts)


def name(context: bytes) -> str:
    """Return a file name for a context: its 64-bit FNV-1a hash. Both sides also compare the contexts, as two can have the same name."""
    found = 0xCBF29CE484222325
    for byte in context:
        found = (found ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{found:x}"


def start_program() -> str | None:
    """Return the path of the archive's program that has started this Python. It has already searched for a warm server."""
    path = sys._xoptions.get(OPTION)  # noqa: SLF001  documented under this name
    return path if isinstance(path, str) else None


def _program() -> bytes:
    """Return which program this is. The program of an archive always starts the same Python in the same way."""
    if path := start_program():
        return os.fsencode(path)
    options = sorted(sys._xoptions.items())  # noqa: SLF001
    encoding = sys.getfilesystemencoding()
    return os.fsencode(repr((__file__, sys.executable, sys.flags, options, encoding)))


def _namespace(kind: bytes) -> bytes:
    try:
        return os.readlink(b"/proc/self/ns/%s" % kind)
    except FileNotFoundError:
        return b""  # an older kernel


def _read(name: str) -> bytes:
    try:
        descriptor = os.open(f"/proc/self/{name}", os.O_RDONLY)
        try:
            return os.read(descriptor, 16384)
        finally:
            os.close(descriptor)
    except OSError:
        if name == "status":
            raise
        return b""
