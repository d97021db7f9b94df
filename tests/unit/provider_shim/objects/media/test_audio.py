"""``openai_text_to_speech`` and ``openai_audio_transcription``: files that are written, and files that are sent."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.values import typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

SPEECH, TRANSCRIPTION = "openai_text_to_speech", "openai_audio_transcription"
SAID = "Good morning to you!"


def spoken(driver: Driver, path: Path, **more: Any) -> Instance:
    return driver.create(SPEECH, arguments(path, **more))


def arguments(path: Path, **more: Any) -> dict[str, Any]:
    return {
        "model": "gpt-4o-mini-tts",
        "voice": typed("marin"),
        "input": SAID,
        "response_format": "wav",
        "output_path": str(path),
        **more,
    }


def test_speech_is_written_to_a_file_and_the_state_has_its_digest(
    driver: Driver, tmp_path: Path, sandbox: Sandbox
) -> None:
    made = spoken(driver, tmp_path / "new" / "hello.wav", voice=typed({"id": "voice_1"}))
    assert made.errors == []
    content = (tmp_path / "new" / "hello.wav").read_bytes()
    assert content.startswith(b"RIFF")
    assert made["bytes"] == len(content)
    assert set(made.state or {}) == set(driver.provider.resources[SPEECH].attributes)
    (sent,) = sandbox.requests(path="/audio/speech")
    assert sent["body"]["voice"] == {"id": "voice_1"}
    values = arguments(tmp_path / "new" / "hello.wav", voice=typed({"id": "voice_1"}))
    assert driver.has_no_changes(driver.read(made), values)


def test_speech_is_created_again_when_its_file_is_missing(driver: Driver, tmp_path: Path) -> None:
    made = spoken(driver, tmp_path / "hello.wav")
    (tmp_path / "hello.wav").unlink()
    assert driver.read(made).state is None


def test_a_destroy_removes_the_recording(driver: Driver, tmp_path: Path) -> None:
    made = spoken(driver, tmp_path / "hello.wav")
    assert driver.destroy(made).errors == []
    assert list(tmp_path.iterdir()) == []


def test_the_ephemeral_resource_returns_the_recording(driver: Driver, tmp_path: Path) -> None:
    values = arguments(tmp_path / "x")
    del values["output_path"]
    attributes = driver.provider.ephemeral_resources[SPEECH].attributes
    result = driver.provider.open_ephemeral(SPEECH, configured(attributes, values))
    assert result.result is not None
    content = base64.b64decode(result.result["content_base64"])
    assert content.startswith(b"RIFF")
    assert result.result["bytes"] == len(content)


def test_a_transcript_is_created_again_when_the_content_changes(
    driver: Driver, tmp_path: Path
) -> None:
    sound = tmp_path / "hello.wav"
    spoken(driver, sound)
    values = {"model": "gpt-transcribe", "file": {"source": str(sound)}}
    made = driver.create(TRANSCRIPTION, values)
    assert made.errors == []
    assert (made["text"], made["detected_languages"]) == (SAID, ["en"])
    assert made["usage"]["type"] == "tokens"
    assert driver.has_no_changes(driver.read(made), values)
    sound.touch()
    assert driver.has_no_changes(made, values)
    sound.write_bytes(b"RIFF")
    assert driver.plan(made, values).requires_replace == [("content_sha256",)]


@pytest.mark.parametrize(
    ("form", "begin"), [("text", SAID), ("srt", "1\n00:00:00,000"), ("vtt", "WEBVTT\n")]
)
def test_plain_formats_are_returned_as_text(
    driver: Driver, tmp_path: Path, form: str, begin: str
) -> None:
    spoken(driver, tmp_path / "hello.wav")
    values = {
        "model": "whisper-1",
        "file": {"source": str(tmp_path / "hello.wav")},
        "response_format": form,
    }
    assert driver.create(TRANSCRIPTION, values)["text"].startswith(begin)


def test_times_words_and_speakers_are_returned(driver: Driver, tmp_path: Path) -> None:
    spoken(driver, tmp_path / "hello.wav")
    values: dict[str, Any] = {
        "model": "whisper-1",
        "file": {"source": str(tmp_path / "hello.wav")},
        "response_format": "verbose_json",
        "timestamp_granularities": ["word", "segment"],
    }
    verbose = driver.create(TRANSCRIPTION, values)
    assert verbose["detected_language"] == "english"
    assert [one["word"] for one in verbose["words"]] == SAID.split()
    assert (verbose["segments"][0]["id"], verbose["segments"][0]["speaker"]) == ("0", None)
    assert verbose["usage"]["seconds"] == 2
    del values["timestamp_granularities"]
    values |= {"response_format": "diarized_json", "known_speaker_names": ["agent"]}
    diarized = driver.create(TRANSCRIPTION, values)
    assert [(one["speaker"], one["text"]) for one in diarized["segments"]] == [("agent", SAID)]


def test_the_plan_reports_a_missing_recording(driver: Driver) -> None:
    values = {"model": "gpt-transcribe", "file": {"source": "nowhere.wav"}}
    result = driver.look_up(TRANSCRIPTION, values)
    assert has_errors(result.diagnostics)
    assert result.diagnostics[0].path == ("file", "source")
