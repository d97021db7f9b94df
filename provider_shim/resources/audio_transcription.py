"""``openai_audio_transcription``: speech, written down once."""

from __future__ import annotations

from provider_shim.areas.transcription import ANSWER, QUESTION, AskedTranscription
from provider_shim.patterns.enclosures import KeepsEnclosures, digest
from provider_shim.patterns.one_shot import OneShot, kept_answer
from provider_shim.schema import Schema

_KEPT = kept_answer("transcript", QUESTION, ANSWER)


class AudioTranscription(AskedTranscription, KeepsEnclosures, OneShot):
    """The transcript of a recording, asked for once and kept until an argument, the content of the recording or a value in `triggers` changes.

    ~> The transcript, and a recording that is given as `content_base64`, are stored in the state. The ephemeral resource
    `openai_audio_transcription` stores nothing.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26; `gpt-transcribe` stays. Azure OpenAI and compatible servers have their own dates.

    On destroy nothing happens at OpenAI, which keeps nothing.
    """

    schema = Schema(
        {
            **_KEPT,
            # Which bytes it has decides about another transcript, not where it is.
            "file": _KEPT["file"].but(replace=False),
            "content_sha256": digest(),
        }
    )
