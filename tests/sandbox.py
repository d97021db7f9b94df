"""Starts a sandbox for tests, and reads its requests.

``tests/conftest.py`` makes the fixture ``sandbox`` of it: one server serves a session, and each test finds
it empty.

Then ``OPENAI_BASE_URL=sandbox.base_url``, ``sandbox.requests(method="POST", path="/files")``,
``with sandbox.faults("429:times=1"): …``.

The server runs in a thread: its port is bound before the thread starts, so nothing is polled.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fnmatch
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

import openai_sandbox
from openai_sandbox.app import SandboxApp
from openai_sandbox.document import ENVIRONMENT_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT_KEY = "sk-sandbox-project-key"
ADMIN_KEY = "sk-admin-sandbox-key"

_NEWEST = Path(__file__).resolve().parents[2] / "shared" / "api" / "openapi-2026-08-21.json"
# None: the document from the environment, otherwise the packaged one.
DOCUMENT = _NEWEST if _NEWEST.is_file() and ENVIRONMENT_VARIABLE not in os.environ else None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sandbox:
    """A running sandbox. ``client`` sends the project key, ``admin`` the admin key.

    ``app`` is the sandbox itself: the methods that control it need no request.
    """

    base_url: str
    app: SandboxApp
    client: httpx.Client
    admin: httpx.Client

    @property
    def origin(self) -> str:
        """The base URL without ``/v1``."""
        return self.base_url.removesuffix("/v1")

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables with which a client of OpenAI uses this sandbox."""
        return {
            "OPENAI_BASE_URL": self.base_url,
            "OPENAI_API_KEY": PROJECT_KEY,
            "OPENAI_ADMIN_KEY": ADMIN_KEY,
        }

    def requests(
        self, *, method: str | None = None, path: str | None = None
    ) -> list[dict[str, Any]]:
        """The requests so far, oldest first.

        ``path`` is a glob without ``/v1`` over the concrete path, or the document's template.
        """
        logged = json.loads(json.dumps(self.app.state.log.as_json()))
        return [
            one
            for one in logged
            if method in {None, one["method"]}
            and (
                path is None
                or path == one["template"]
                or fnmatch.fnmatchcase(one["path"].removeprefix("/v1"), path)
            )
        ]

    def clear_requests(self) -> None:
        """Clear the log of requests."""
        self.app.state.log.clear()

    def wait_for_closed_connections(self) -> None:
        """Return after the sandbox has closed connections because of the fault `hang-up`.

        It does this after the answer, and before it answers a later request.
        """
        assert self.client.get(f"{self.origin}/_sandbox/faults").is_success

    @contextlib.contextmanager
    def faults(self, *specs: str) -> Iterator[None]:
        """Activate faults for the block."""
        self.app.state.faults.add(specs)
        try:
            yield
        finally:
            self.app.state.faults.clear()

    def join(self, email: str, role: str = "reader") -> dict[str, Any]:
        """Add a user to the organization, like a single sign-on, and return the user."""
        return self._people("users", {"email": email, "role": role})

    def create_key(self, project_id: str, user_id: str, name: str) -> dict[str, Any]:
        """Create a key of a user in a project, as the user does in the dashboard."""
        return self._people(f"projects/{project_id}/api_keys", {"user_id": user_id, "name": name})

    def accept(self, invite_id: str) -> dict[str, Any]:
        """Accept an invite, and return the user."""
        return self._people(f"invites/{invite_id}/accept", {})

    def expire(self, invite_id: str) -> None:
        """Let an invite expire."""
        self._people(f"invites/{invite_id}/expire", {})

    def _people(self, path: str, body: dict[str, str]) -> dict[str, Any]:
        answer = self.client.post(f"{self.origin}/_sandbox/{path}", json=body)
        assert answer.is_success, answer.text
        content: dict[str, Any] = answer.json()
        return content

    def reset(self) -> None:
        """Delete all objects, faults and requests."""
        self.app.state.reset()


@contextlib.contextmanager
def start_sandbox(
    *,
    state: Path | None = None,
    faults: tuple[str, ...] = (),
    document: Path | None = DOCUMENT,
    strict: bool = True,
    polls: int = 1,
) -> Iterator[Sandbox]:
    """Run a sandbox on a free port for the block. If ``strict`` is set, an invalid answer of the sandbox is a 500."""
    with (
        openai_sandbox.running(
            state=state, faults=faults, document=document, strict=strict, polls=polls
        ) as running,
        _client(running.base_url, PROJECT_KEY) as client,
        _client(running.base_url, ADMIN_KEY) as admin,
    ):
        yield Sandbox(base_url=running.base_url, app=running.sandbox, client=client, admin=admin)


def _client(base_url: str, key: str) -> httpx.Client:
    return httpx.Client(
        base_url=base_url,
        headers={"authorization": f"Bearer {key}"},
        timeout=30,
        trust_env=False,
    )
