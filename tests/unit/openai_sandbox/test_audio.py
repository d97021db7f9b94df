"""Sound: valid speech, and transcripts of it in all formats."""

from __future__ import annotations

import io
import wave
from typing import Any

import pytest

from tests.sandbox import Sandbox

SAID = "Good morning to you!"


def speech(sandbox: Sandbox, form: str = "wav", said: str = SAID) -> bytes:
    body = {
        "model": "gpt-4o-mini-tts",
        "voice": "marin",
        "input": said,
        "response_format": form,
    }
    answer = sandbox.client.post("/audio/speech", json=body)
    assert answer.status_code == 200, answer.text
    return answer.content


def heard(sandbox: Sandbox, sound: bytes, fields: dict[str, Any], name: str = "a.wav") -> Any:
    return sandbox.client.post(
        "/audio/transcriptions",
        data={"model": "gpt-transcribe", **fields},
        files={"file": (name, sound, "audio/wav")},
    )


def test_speech_is_a_valid_recording_that_gets_longer_with_the_text(sandbox: Sandbox) -> None:
    with wave.open(io.BytesIO(speech(sandbox))) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 24_000)
        assert sound.getnframes() == 4 * 240
    assert speech(sandbox) == speech(sandbox)
    assert len(speech(sandbox, said=f"{SAID} {SAID}")) > len(speech(sandbox))
    assert not speech(sandbox, "pcm").strip(b"\0")


def test_what_was_spoken_is_written_down_again(sandbox: Sandbox) -> None:
    response = heard(sandbox, speech(sandbox), {"include[]": "logprobs"}).json()
    assert response["text"] == SAID
    assert response["languages"] == [{"code": "en"}]
    assert [one["token"] for one in response["logprobs"]] == SAID.split()
    assert heard(sandbox, b"RIFF", {}).json()["text"] == "A sound of 4 bytes."


def test_recording_whose_name_does_not_tell_its_format_is_refused(sandbox: Sandbox) -> None:
    assert heard(sandbox, speech(sandbox), {}, "sound").status_code == 400


@pytest.mark.parametrize(
    ("form", "begin"),
    [("text", SAID), ("srt", "1\n00:00:00,000 --> 00:00:01,600\n"), ("vtt", "WEBVTT\n")],
)
def test_plain_formats_are_no_json(sandbox: Sandbox, form: str, begin: str) -> None:
    response = heard(sandbox, speech(sandbox), {"response_format": form})
    assert response.headers["content-type"].startswith("text/plain")
    assert SAID in response.text
    assert response.text.startswith(begin)


def test_verbose_format_has_times_and_diarized_has_speakers(sandbox: Sandbox) -> None:
    fields = {"response_format": "verbose_json", "timestamp_granularities[]": ["word", "segment"]}
    response = heard(sandbox, speech(sandbox), fields).json()
    assert [one["word"] for one in response["words"]] == SAID.split()
    assert response["segments"][0]["end"] == response["duration"] == response["words"][-1]["end"]
    fields = {"response_format": "diarized_json", "known_speaker_names[]": ["agent", "customer"]}
    response = heard(sandbox, speech(sandbox), fields).json()
    assert [(one["speaker"], one["text"]) for one in response["segments"]] == [("agent", SAID)]
