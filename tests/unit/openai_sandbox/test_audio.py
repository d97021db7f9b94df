"""Audio: valid speech, and transcripts of it in all formats."""

from __future__ import annotations

import io
import wave
from typing import Any

import pytest

from tests.sandbox import Sandbox

TEXT = "Good morning to you!"


def speech(sandbox: Sandbox, form: str = "wav", text: str = TEXT) -> bytes:
    body = {
        "model": "gpt-4o-mini-tts",
        "voice": "marin",
        "input": text,
        "response_format": form,
    }
    answer = sandbox.client.post("/audio/speech", json=body)
    assert answer.status_code == 200, answer.text
    return answer.content


def transcribed(sandbox: Sandbox, sound: bytes, fields: dict[str, Any], name: str = "a.wav") -> Any:
    return sandbox.client.post(
        "/audio/transcriptions",
        data={"model": "gpt-transcribe", **fields},
        files={"file": (name, sound, "audio/wav")},
    )


def test_speech_is_a_valid_recording_whose_length_grows_with_the_text(sandbox: Sandbox) -> None:
    with wave.open(io.BytesIO(speech(sandbox))) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 24_000)
        assert sound.getnframes() == 4 * 240
    assert speech(sandbox) == speech(sandbox)
    assert len(speech(sandbox, text=f"{TEXT} {TEXT}")) > len(speech(sandbox))
    assert not speech(sandbox, "pcm").strip(b"\0")


def test_the_transcript_of_speech_is_its_text(sandbox: Sandbox) -> None:
    response = transcribed(sandbox, speech(sandbox), {"include[]": "logprobs"}).json()
    assert response["text"] == TEXT
    assert response["languages"] == [{"code": "en"}]
    assert [one["token"] for one in response["logprobs"]] == TEXT.split()
    assert transcribed(sandbox, b"RIFF", {}).json()["text"] == "A sound of 4 bytes."


def test_a_recording_without_a_known_extension_is_refused(sandbox: Sandbox) -> None:
    assert transcribed(sandbox, speech(sandbox), {}, "sound").status_code == 400


@pytest.mark.parametrize(
    ("form", "begin"),
    [("text", TEXT), ("srt", "1\n00:00:00,000 --> 00:00:01,600\n"), ("vtt", "WEBVTT\n")],
)
def test_text_formats_are_not_json(sandbox: Sandbox, form: str, begin: str) -> None:
    response = transcribed(sandbox, speech(sandbox), {"response_format": form})
    assert response.headers["content-type"].startswith("text/plain")
    assert TEXT in response.text
    assert response.text.startswith(begin)


def test_the_verbose_format_has_times_and_the_diarized_has_speakers(sandbox: Sandbox) -> None:
    fields = {"response_format": "verbose_json", "timestamp_granularities[]": ["word", "segment"]}
    response = transcribed(sandbox, speech(sandbox), fields).json()
    assert [one["word"] for one in response["words"]] == TEXT.split()
    assert response["segments"][0]["end"] == response["duration"] == response["words"][-1]["end"]
    fields = {"response_format": "diarized_json", "known_speaker_names[]": ["agent", "customer"]}
    response = transcribed(sandbox, speech(sandbox), fields).json()
    assert [(one["speaker"], one["text"]) for one in response["segments"]] == [("agent", TEXT)]
