"""Client secrets of the Realtime API, and sessions and threads of ChatKit."""

from __future__ import annotations

from typing import Any

from tests.sandbox import Sandbox


def test_a_client_secret_has_its_session_and_the_requested_expiry(sandbox: Sandbox) -> None:
    body: dict[str, Any] = {
        "session": {"type": "realtime", "model": "gpt-realtime", "instructions": "Be brief."},
        "expires_after": {"anchor": "created_at", "seconds": 60},
    }
    response = sandbox.client.post("/realtime/client_secrets", json=body).json()
    later = sandbox.client.post("/realtime/client_secrets", json={}).json()
    assert response["value"].startswith("ek_")
    assert response["value"] != later["value"]
    assert response["session"]["instructions"] == "Be brief."
    assert response["session"]["id"].startswith("sess_")
    assert 500 <= later["expires_at"] - response["expires_at"] <= 600


def test_a_client_secret_works_for_a_transcription_and_a_translation(sandbox: Sandbox) -> None:
    body: dict[str, Any] = {"session": {"type": "transcription"}}
    response = sandbox.client.post("/realtime/client_secrets", json=body).json()
    assert response["session"]["object"] == "realtime.transcription_session"
    body = {"session": {"model": "gpt-realtime-translate", "audio": {"output": {"language": "es"}}}}
    path = "/realtime/translations/client_secrets"
    response = sandbox.client.post(path, json=body).json()
    assert response["session"]["audio"]["output"]["language"] == "es"
    assert sandbox.client.post(path, json={}).status_code == 400


def test_a_chatkit_session_has_defaults_and_a_thread_and_can_be_cancelled(
    sandbox: Sandbox,
) -> None:
    body: dict[str, Any] = {"user": "u1", "workflow": {"id": "wf_1"}}
    created = sandbox.client.post("/chatkit/sessions", json=body).json()
    assert created["status"] == "active"
    assert created["max_requests_per_1_minute"] == 10
    assert created["chatkit_configuration"]["file_upload"]["enabled"] is False
    (thread,) = sandbox.client.get("/chatkit/threads", params={"user": "u1"}).json()["data"]
    assert sandbox.client.get("/chatkit/threads", params={"user": "u2"}).json()["data"] == []
    path = f"/chatkit/threads/{thread['id']}"
    assert sandbox.client.get(path).json()["title"] == "Hello"
    items = sandbox.client.get(f"{path}/items", params={"order": "asc"}).json()["data"]
    assert [one["type"] for one in items] == ["chatkit.user_message", "chatkit.assistant_message"]
    ended = sandbox.client.post(f"/chatkit/sessions/{created['id']}/cancel").json()
    assert ended["status"] == "cancelled"
    assert sandbox.client.delete(path).json()["deleted"] is True
    assert sandbox.client.get(path).status_code == 404
