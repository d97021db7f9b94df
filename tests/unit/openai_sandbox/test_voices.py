"""Voices and the consents that they need."""

from __future__ import annotations

from typing import Any

from tests.sandbox import Sandbox

SOUND = ("a.wav", b"RIFF", "audio/wav")


def consent(sandbox: Sandbox, recording: Any = SOUND) -> Any:
    return sandbox.client.post(
        "/audio/voice_consents",
        data={"name": "Ada", "language": "en-US"},
        files={"recording": recording},
    )


def test_a_consent_is_renamed_listed_and_deleted(sandbox: Sandbox) -> None:
    created = consent(sandbox).json()
    path = f"/audio/voice_consents/{created['id']}"
    assert created["id"].startswith("cons_")
    assert sandbox.client.post(path, json={"name": "Grace"}).json()["name"] == "Grace"
    listed = sandbox.client.get("/audio/voice_consents").json()["data"]
    assert [(one["name"], one["language"]) for one in listed] == [("Grace", "en-US")]
    assert sandbox.client.delete(path).json()["deleted"] is True
    assert sandbox.client.get(path).status_code == 404


def test_a_file_that_is_not_a_recording_is_refused(sandbox: Sandbox) -> None:
    refused = consent(sandbox, ("a.txt", b"text", "text/plain"))
    assert refused.status_code == 400
    assert "text/plain" in refused.json()["error"]["message"]


def test_a_voice_needs_a_consent_and_is_deleted_once(sandbox: Sandbox) -> None:
    def request(identifier: str) -> Any:
        data = {"name": "Ada", "consent": identifier}
        return sandbox.client.post("/audio/voices", data=data, files={"audio_sample": SOUND})

    assert request("cons_none").status_code == 404
    created = request(consent(sandbox).json()["id"]).json()
    assert created["object"] == "audio.voice"
    path = f"/audio/voices/{created['id']}"
    assert sandbox.client.delete(path).json()["deleted"] is True
    assert sandbox.client.delete(path).status_code == 404


def test_a_voice_needs_a_description_that_is_not_blank(sandbox: Sandbox) -> None:
    arguments = {"name": "Narrator", "type": "prompt", "prompt": "Calm.", "model": "auto"}

    def request(**more: str) -> Any:
        form = {name: (None, value) for name, value in {**arguments, **more}.items()}
        return sandbox.client.post("/audio/voices", files=form)

    response = request().json()
    assert (response["name"], response["type"], response["prompt"]) == (
        "Narrator",
        "prompt",
        "Calm.",
    )
    assert sandbox.client.delete(f"/audio/voices/{response['id']}").is_success
    for name in ("prompt", "script_hint"):
        assert request(**{name: " "}).json()["error"]["param"] == name
