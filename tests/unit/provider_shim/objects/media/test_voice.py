"""``openai_voice`` and ``openai_voice_consent``: the requests, and voices that the API cannot read."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import ProviderError
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

CONSENT, VOICE = "openai_voice_consent", "openai_voice"
SOUND = {"content_base64": base64.b64encode(b"RIFF\0\0\0\0WAVE").decode()}


def new_consent(driver: Driver, **more: Any) -> Instance:
    return driver.create(CONSENT, {"name": "Ada", "language": "en-US", "recording": SOUND, **more})


def new_voice(driver: Driver) -> tuple[Instance, dict[str, Any]]:
    values = {"name": "Ada", "audio_sample": SOUND, "consent": new_consent(driver)["id"]}
    return driver.create(VOICE, values), values


def test_a_consent_is_renamed_in_place_and_replaced_with_its_recording(
    driver: Driver, tmp_path: Path, sandbox: Sandbox
) -> None:
    recording = tmp_path / "consent.mp3"
    recording.write_bytes(b"ID3 one")
    values = {"name": "Ada", "language": "en-US", "recording": {"source": str(recording)}}
    made = driver.create(CONSENT, values)
    assert made.errors == []
    (sent,) = sandbox.requests(method="POST", path="/audio/voice_consents")
    assert sent["body"]["recording"] == {"filename": "consent.mp3", "bytes": 7}
    renamed = driver.update(made, {**values, "name": "Grace"})
    assert (renamed["id"], renamed["name"]) == (made["id"], "Grace")
    recording.write_bytes(b"ID3 two")
    assert driver.plan(renamed, values).requires_replace == [("content_sha256",)]


def test_an_imported_consent_keeps_the_configured_recording(driver: Driver) -> None:
    adopted = driver.adopt(CONSENT, new_consent(driver)["id"])
    values = {"name": "Ada", "language": "en-US", "recording": SOUND}
    updated = driver.update(adopted, values)
    assert updated["content_sha256"] is not None
    assert driver.has_no_changes(driver.read(updated), values)


def test_a_consent_is_found_by_name(driver: Driver) -> None:
    made = new_consent(driver, name="Hedy")
    found = driver.look_up(CONSENT, {"name": "Hedy"})
    assert found.state is not None
    assert found.state["id"] == made["id"]


def test_a_voice_is_never_read_and_deleted_by_its_id(driver: Driver, sandbox: Sandbox) -> None:
    made, values = new_voice(driver)
    assert made.errors == []
    sandbox.clear_requests()
    assert driver.has_no_changes(driver.read(made), values)
    assert sandbox.requests() == []
    assert driver.destroy(made).errors == []
    (sent,) = sandbox.requests()
    assert (sent["method"], sent["path"]) == ("DELETE", f"/v1/audio/voices/{made['id']}")
    assert driver.destroy(made).errors == []


def test_a_voice_cannot_be_imported(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="cannot be imported"):
        driver.provider.import_state(VOICE, "voice_1")


def test_a_voice_from_a_description_is_sent_as_a_form_with_its_type(
    driver: Driver, sandbox: Sandbox
) -> None:
    values = {"name": "Narrator", "prompt": "Calm.", "model": "auto", "script_hint": "Tales."}
    made = driver.create(VOICE, values)
    assert made.errors == []
    assert (made["type"], made["content_sha256"]) == ("prompt", None)
    assert driver.has_no_changes(driver.read(made), values)
    (sent,) = sandbox.requests(path="/audio/voices")
    assert sent["body"] == {**values, "type": "prompt"}
    assert driver.destroy(made).errors == []


@pytest.mark.parametrize("name", ["prompt", "script_hint"])
def test_the_plan_reports_blank_texts(driver: Driver, name: str) -> None:
    attributes = driver.provider.resources[VOICE].attributes
    config = configured(attributes, {"name": "Narrator", "prompt": "Calm.", name: " \n"})
    diagnostics = driver.provider.validate_resource(VOICE, config)
    assert [(one.path, one.detail) for one in diagnostics] == [
        ((name,), "The text must not be blank.")
    ]
