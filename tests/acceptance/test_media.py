"""Images and audio with Terraform: written to files, restored, changed, and stored in the state with several megabytes."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from openai_sandbox.behaviours import images
from tests.sandbox import Sandbox
from tests.terraform import Terraform

STORY = """
variable "greeting" { default = "Good morning to you!" }

resource "openai_text_to_speech" "greeting" {
  model           = "gpt-4o-mini-tts"
  voice           = "marin"
  input           = var.greeting
  response_format = "wav"
  output_path     = "sounds/greeting.wav"
}

resource "openai_image_generation" "poster" {
  model       = "gpt-image-2"
  prompt      = "A lighthouse."
  n           = 2
  output_path = "images/poster.png"
}

output "posters" { value = openai_image_generation.poster.images[*].path }
output "sounds" { value = openai_text_to_speech.greeting.bytes }
"""

LISTENING = """
resource "openai_audio_transcription" "greeting" {
  model           = "whisper-1"
  file            = { source = "sounds/greeting.wav" }
  response_format = "vtt"
}

output "heard" { value = openai_audio_transcription.greeting.text }
"""

LARGE = """
resource "openai_image_generation" "large" {
  model  = "gpt-image-2"
  prompt = "A lighthouse."
}

resource "openai_image_edit" "larger" {
  model  = "gpt-image-2"
  prompt = "In the snow."
  image  = [{ content_base64 = openai_image_generation.large.images[0].b64_json }]
}

output "bytes" { value = openai_image_edit.larger.images[0].bytes }
"""


def test_files_are_written_restored_and_removed(newest: Terraform, sandbox: Sandbox) -> None:
    newest.write(STORY)
    newest.init()
    newest.apply()
    posters = [newest.folder / "images" / name for name in ("poster.png", "poster-2.png")]
    sound = newest.folder / "sounds" / "greeting.wav"
    assert newest.output()["posters"] == ["images/poster.png", "images/poster-2.png"]
    assert newest.output()["sounds"] == sound.stat().st_size
    assert all(poster.read_bytes().startswith(b"\x89PNG") for poster in posters)
    assert newest.plan().is_empty

    posters[1].write_bytes(b"scribbled")
    assert newest.plan().actions == {"openai_image_generation.poster": ["create"]}
    newest.apply_plan()
    assert posters[1].read_bytes().startswith(b"\x89PNG")

    newest.write(STORY, LISTENING)
    newest.apply()
    assert newest.output()["heard"].splitlines()[-2] == "Good morning to you!"
    sandbox.clear_requests()
    assert newest.plan().is_empty
    assert sandbox.requests() == []

    newest.destroy()
    assert not any(file.exists() for file in (*posters, sound))


def test_the_state_can_contain_an_image_of_several_megabytes(
    newest: Terraform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default, gRPC frameworks reject messages of more than 4 MB."""
    size = 3_300_000  # more than 4 MB as base64
    monkeypatch.setattr(images, "picture", lambda _: b"\x89PNG".ljust(size, b"\0"))
    newest.write(LARGE)
    newest.init()
    newest.apply()
    assert newest.output()["bytes"] == size
    assert newest.plan().is_empty
    held = newest.resources()["openai_image_edit.larger"]["images"][0]["b64_json"]
    assert len(base64.b64decode(held)) == size


def test_no_request_is_sent_if_the_file_cannot_be_written(
    newest: Terraform, sandbox: Sandbox
) -> None:
    Path(newest.folder / "sounds").write_text("in the way")
    newest.write(STORY)
    newest.init()
    refused = newest.apply(fails=True)
    assert any("Unwritable file" in error for error in refused.errors)
    assert sandbox.requests(path="/audio/speech") == []
