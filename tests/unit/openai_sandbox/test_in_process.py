"""``with Sandbox() as sandbox:``, for tests of users."""

from __future__ import annotations

import httpx
import openai
import pytest

from openai_sandbox import API_KEY, ControlError, Sandbox
from tests.sandbox import DOCUMENT


def test_a_sandbox_in_this_process_is_used_reset_and_stopped() -> None:
    with Sandbox(document=DOCUMENT) as sandbox:
        with openai.OpenAI(base_url=sandbox.base_url, api_key=API_KEY, max_retries=0) as client:
            store = client.vector_stores.create(name="Handbook")
            assert [one["path"] for one in sandbox.requests] == ["/v1/vector_stores"]
            assert sandbox.requests[0]["body"] == {"name": "Handbook"}
            sandbox.clear_requests()
            assert sandbox.requests == []
            with sandbox.faults("500"), pytest.raises(openai.InternalServerError):
                client.vector_stores.list()
            assert [one.id for one in client.vector_stores.list()] == [store.id]
            with pytest.raises(ControlError, match="unknown"), sandbox.faults("unknown"):
                pass
            sandbox.reset()
            assert list(client.vector_stores.list()) == []
        assert sandbox.join("ada@example.com", "owner")["role"] == "owner"
        _invite_two(sandbox)
    with pytest.raises(httpx.ConnectError):
        httpx.get(sandbox.base_url, trust_env=False)


def _invite_two(sandbox: Sandbox) -> None:
    key = sandbox.environment["OPENAI_ADMIN_KEY"]
    url = f"{sandbox.environment['OPENAI_BASE_URL']}/organization/invites"
    accepted, expired = (
        httpx.post(
            url,
            json={"email": f"{name}@example.com", "role": "reader"},
            headers={"authorization": f"Bearer {key}"},
            trust_env=False,
        ).json()["id"]
        for name in ("grace", "alan")
    )
    assert sandbox.accept(accepted)["email"] == "grace@example.com"
    assert sandbox.expire(expired)["status"] == "expired"
    with pytest.raises(ControlError):
        sandbox.expire("invite-unknown")
