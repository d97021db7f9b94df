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

# The variables that interpreter, C library and packages read when they are loaded. The server has only these variables. A launch with
# other values does not use it.
_NAMES = frozenset({VARIABLE, "HOME", "LANG", "LANGUAGE", "LOCPATH", "OPENAI_CDKTF_TRACE", "OPENAI_LOG", "PATH", "TMPDIR", "TZ", "XDG_RUNTIME_DIR"})  # fmt: skip
_PREFIXES = (
    "COVERAGE_", "CRYPTOGRAPHY_", "GLIBC_", "HTTPX", "LC_", "LD_", "MALLOC_", "OPENSSL_", "PROTOCOL_BUFFERS_", "PYDANTIC_",
    "PYTHON", "SSL",
)  # fmt: skip

# What the kernel knows about a process and a fork inherits: containers and sandboxes, limits, permissions, control groups.
_NAMESPACES = ("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")
_KERNEL = ("attr/current", "cgroup", "limits", "oom_score_adj")
_STATUS = (
    b"Cap", b"Cpus_allowed:", b"Gid:", b"Groups:", b"Mems_allowed:", b"NoNewPrivs:", b"Seccomp", b"Uid:", b"Umask:",
)  # fmt: skip


def seconds(environment: Mapping[str, str]) -> float:
    """Return how long a warm server waits for the next launch. 0 if there must be none."""
    configured = environment.get(VARIABLE)
    if configured is None:
        return 0 if environment.get("CI", "") not in {"", "0", "false"} else SECONDS
    try:
        return min(max(float(configured), 0), 3600)
    except ValueError:
        return 0


def variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a warm server has. None of them is a secret."""
    return {
        name: value
        for name, value in environment.items()
        if name in _NAMES or name.startswith(_PREFIXES)
    }


def context(environment: Mapping[str, str]) -> bytes | None:
    """Return what must be equal. None if this process must not be replaced by another one: it is traced, or ``/proc`` is missing.

    Comparing bytes is enough, because launch and server have the same Python.
    """
    if sys.platform != "linux":
        return None
    try:
        status = _read("status").splitlines()
        if b"TracerPid:\t0" not in status:
            return None
        root = os.stat("/")
        parts: list[object] = [
            VERSION,
            __file__,
            sys.executable,
            sys.flags,
            sorted(sys._xoptions.items()),  # noqa: SLF001  documented under this name
            sorted(variables(environment).items()),
            (root.st_dev, root.st_ino),
            os.getpriority(os.PRIO_PROCESS, 0),
            os.sched_getscheduler(0),
            *(_namespace(name) for name in _NAMESPACES),
            *(_read(name) for name in _KERNEL),
            *(line for line in status if line.startswith(_STATUS)),
        ]
    except OSError:
        return None
    return repr(parts).encode("utf-8", "surrogateescape")


def name(context: bytes) -> str:
    """Return a file name for a context. Contexts with the same name are possible, so both sides also compare the contexts."""
    return f"{int.from_bytes(context, 'big') % (2**89 - 1):x}"


def _namespace(kind: str) -> str:
    try:
        return os.readlink(f"/proc/self/ns/{kind}")
    except FileNotFoundError:
        return ""  # an older kernel


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
