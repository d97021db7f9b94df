"""A client for the control endpoints of a running sandbox, in this process or in another one. It needs only the standard library."""

from __future__ import annotations

import contextlib
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError

API_KEY: Final = "sk-sandbox"
ADMIN_API_KEY: Final = "sk-admin-sandbox"
"""Keys that the sandbox accepts, for projects and for administration. Other servers do not accept them."""

_SECONDS = 30.0


class ControlError(Exception):
    """The sandbox has rejected a control request. The message is that of the sandbox."""


class ControlClient:
    """Controls a running sandbox: its objects, its faults, its log of requests, and the people of its organization.

    Attributes:
        base_url: the base URL of the API, such as ``http://127.0.0.1:8181/v1``.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        # A proxy for the Internet cannot reach this machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables with which a client of OpenAI, and the provider, use this sandbox."""
        return {
            "OPENAI_BASE_URL": self.base_url,
            "OPENAI_API_KEY": API_KEY,
            "OPENAI_ADMIN_KEY": ADMIN_API_KEY,
        }

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The requests since the last reset, oldest first: ``method``, ``path``, ``query``, ``body``, ``status`` and more."""
        return list(self._call("GET", "requests"))

    def clear_requests(self) -> None:
        """Delete the log of requests."""
        self._call("DELETE", "requests")

    def reset(self) -> None:
        """Delete all objects, faults and logged requests, and create the initial objects again."""
        self._call("POST", "reset")

    def snapshot(self, file: str | Path) -> None:
        """Write all objects into a file, from which `restore` and a new sandbox can read them."""
        Path(file).write_bytes(self._send("GET", "snapshot"))

    def restore(self, file: str | Path) -> None:
        """Replace all objects by those of a snapshot.

        Raises:
            ControlError: The file is not a snapshot. The objects stay as they are.
        """
        self._send("POST", "restore", Path(file).read_bytes())

    @contextlib.contextmanager
    def faults(self, *specs: str) -> Iterator[None]:
        """Simulate failures during the ``with`` block, such as ``429:times=2``. See ``openai_sandbox.faults``.

        Raises:
            ControlError: A fault has the wrong format.
        """
        self._call("POST", "faults", {"faults": list(specs)})
        try:
            yield
        finally:
            self._call("DELETE", "faults")

    def join(self, email: str, role: str = "reader") -> dict[str, Any]:
        """Add a person to the organization, as single sign-on does, and return the user."""
        return dict(self._call("POST", "users", {"email": email, "role": role}))

    def accept(self, invite_id: str) -> dict[str, Any]:
        """Accept an invite, as the invited person does, and return the user.

        Raises:
            ControlError: There is no such invite.
        """
        return dict(self._call("POST", f"invites/{invite_id}/accept"))

    def expire(self, path: str) -> dict[str, Any] | None:
        """Let an object expire now, and return it. None if it no longer exists then, like a file.

        Args:
            path: The path of the object, such as ``/batches/batch_1``, or the id of an invite.

        Raises:
            ControlError: There is no such object, or it cannot expire.
        """
        if "/" not in path:
            path = f"/organization/invites/{path}"
        expired = self._call("POST", "expire", {"path": path})
        return None if expired is None else dict(expired)

    def advance(self, path: str) -> dict[str, Any]:
        """Finish the current stage of a job, and return it.

        Args:
            path: The path of the object, such as ``/fine_tuning/jobs/ftjob-1``. A vector store advances its files.

        Raises:
            ControlError: There is no such object, or nothing of it is in progress.
        """
        return dict(self._call("POST", "advance", {"path": path}))

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        return json.loads(self._send(method, path, data))

    def _send(self, method: str, path: str, data: bytes | None = None) -> bytes:
        origin = self.base_url.removesuffix("/v1")
        request = urllib.request.Request(  # noqa: S310  # the URL of a sandbox
            f"{origin}/_sandbox/{path}",
            method=method,
            data=data,
        )
        try:
            with self._opener.open(request, timeout=_SECONDS) as response:
                return bytes(response.read())
        except HTTPError as error:
            with error:
                raise ControlError(error.read().decode(errors="replace")) from None
