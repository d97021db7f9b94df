"""The secrets that the API has shown in this run. They stay in the memory of the process, so that an ephemeral resource can return them.

Terraform starts a provider for each walk over its objects. In the apply that creates a secret, Terraform opens the ephemeral resource
after the create, in the same process, which still has the secret. In every other run, there is no secret. A secret is never written to
a log, a state, a plan or a file.
"""

from __future__ import annotations

import threading


class ShownSecrets:
    """The secrets of this process, by the type and the id of their objects. All threads share them."""

    def __init__(self) -> None:
        self._secrets: dict[tuple[str, str], str] = {}
        self._versions: set[int] = set()
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"ShownSecrets({len(self._secrets)})"

    def remember(self, type_name: str, identity: str, secret: str, version: int) -> None:
        """Keep a secret until the process ends. A later secret of the same object replaces it."""
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
