"""Secrets that the API has shown in this run: kept in the memory of one process, so that they can be handed on once.

Terraform starts a provider for each walk over its objects. In the apply that makes a secret, an ephemeral resource is opened
after the create, in the same process, and finds the secret here. Every other run finds nothing. It must not write a
secret anywhere: not to a log, a state, a plan or a file.
"""

from __future__ import annotations

import threading


class ShownSecrets:
    """The secrets of this process, by the type and the id of what they belong to. All threads share it."""

    def __init__(self) -> None:
        self._secrets: dict[tuple[str, str], str] = {}
        self._versions: set[int] = set()
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"ShownSecrets({len(self._secrets)})"

    def remember(self, type_name: str, identity: str, secret: str, version: int) -> None:
        """Keep a secret until the process ends; a later secret of the same object takes its place."""
        with self._lock:
            self._secrets[type_name, identity] = secret
            self._versions.add(version)

    def find(self, type_name: str, identity: str) -> str | None:
        """Return the secret of an object, or None if it was not shown in this run."""
        with self._lock:
            return self._secrets.get((type_name, identity))

    def has_version(self, version: int) -> bool:
        """Return whether the secret with this version was shown in this run."""
        with self._lock:
            return version in self._versions
