"""Starts the provider like Terraform, and measures the time until its handshake."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import timing

HANDSHAKE = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    "PLUGIN_PROTOCOL_VERSIONS": "6",
}
"""The variables that every provider needs to start."""


def least_environment() -> dict[str, str]:
    """Return what a provider needs to start. On Windows, no program can open a socket without the path of the system."""
    system = {name: os.environ[name] for name in ("SystemRoot",) if name in os.environ}
    return {**system, **HANDSHAKE}


def environment(folder: str) -> dict[str, str]:
    """Return the environment in which Terraform starts a provider. The socket will be in ``folder``."""
    return {
        **timing.quiet_environment(),
        **HANDSHAKE,
        "PLUGIN_CLIENT_CERT": _client_certificate(),
        "PLUGIN_UNIX_SOCKET_DIR": folder,
        "OPENAI_CDKTF_PYTHON": sys.executable,
    }


def handshake(command: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    """Start a provider like Terraform, and return the seconds until its handshake.

    Raises:
        RuntimeError: The program sent no handshake.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command],
        cwd="/",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        line = running.stdout.readline() if running.stdout is not None else b""
        took = time.perf_counter() - started
        running.kill()
    if not line.startswith(b"1|6|"):
        raise RuntimeError(f"{command[0]} sent no handshake: {line!r}")
    return took


def _client_certificate() -> str:
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP521R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .sign(key, hashes.SHA512())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()
