"""The socket of the provider: a Unix socket, or TCP on the loopback device."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress

from provider_shim.records import Record


class Listener(Record):
    """A socket that clients can connect to from now on.

    Attributes:
        socket: the socket.
        network: ``unix`` or ``tcp``.
        address: a path, or host and port.
        directory: a directory for this process, which other users cannot read. It contains only the socket.
    """

    socket: socket.socket
    network: str
    address: str
    directory: str

    def remove(self) -> None:
        """Remove the socket and its directory from the file system."""
        if self.network == "unix":
            with suppress(FileNotFoundError):
                os.unlink(self.address)
        with suppress(OSError):
            os.rmdir(self.directory)


def listen(environment: Mapping[str, str]) -> Listener:
    """Listen on a socket of the kind that Terraform requests.

    Raises:
        OSError: The socket or its directory cannot be created. The message says what to do.
    """
    directory = _private_directory(environment)
    if sys.platform != "win32" and hasattr(socket, "AF_UNIX"):
        with suppress(OSError):
            return _listen_unix(directory)
    return _listen_tcp(directory, environment)


def _private_directory(environment: Mapping[str, str]) -> str:
    """Create a private directory. It protects the socket, because sockets have no permissions on some systems, and the key file."""
    candidates = ("PLUGIN_UNIX_SOCKET_DIR", "TMPDIR", "TEMP")
    parent = next(filter(None, map(environment.get, candidates)), "/tmp")  # noqa: S108
    directory = os.path.join(parent, f"plugin{os.urandom(6).hex()}")
    os.mkdir(directory, mode=0o700)
    return directory


if sys.platform != "win32":

    def _listen_unix(directory: str) -> Listener:
        """Listen on a Unix socket. Some file systems do not support them, and their paths must be short."""
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        address = os.path.join(directory, "socket")
        try:
            listening.bind(address)
            listening.listen()
        except OSError:
            listening.close()
            raise
        return Listener(socket=listening, network="unix", address=address, directory=directory)


def _listen_tcp(directory: str, environment: Mapping[str, str]) -> Listener:
    """Listen on the first free port that Terraform allows, or on any port if Terraform sets no limits."""
    least = int(environment.get("PLUGIN_MIN_PORT") or 0)
    most = max(least, int(environment.get("PLUGIN_MAX_PORT") or 0))
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    for port in range(least, most + 1):
        with suppress(OSError):
            listening.bind(("127.0.0.1", port))
            listening.listen()
            host, bound = listening.getsockname()
            return Listener(
                socket=listening, network="tcp", address=f"{host}:{bound}", directory=directory
            )
    listening.close()
    os.rmdir(directory)
    raise OSError(
        f"The provider cannot listen on 127.0.0.1: no port from {least} to {most} is free. "
        "Stop the programs that use these ports, or set PLUGIN_MIN_PORT and PLUGIN_MAX_PORT to other ports."
    )
