"""``openai_audio_transcription``: speech, written down once."""

from __future__ import annotations

from provider_shim.objects.media.transcription import ARGUMENTS, RESULTS, TranscriptionRequest
from provider_shim.patterns.enclosures import KeepsEnclosures, digest
from provider_shim.patterns.one_shot import (
    OneShotDataSource,
    OneShotEphemeralResource,
    OneShotResource,
    kept_answer,
    request_arguments,
)
from provider_shim.vocabulary.schema import Schema

_KEPT = kept_answer("transcript", ARGUMENTS, RESULTS)


class AudioTranscription(TranscriptionRequest, KeepsEnclosures, OneShotResource):
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


class DataAudioTranscription(TranscriptionRequest, OneShotDataSource):
    """The transcript of a recording, asked for at every plan and at every apply.

    ~> Every plan asks again, and every answer is paid for and may differ. The resource `openai_audio_transcription` asks
    once. The transcript is stored in the state; the ephemeral resource `openai_audio_transcription` stores nothing.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26; `gpt-transcribe` stays. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralAudioTranscription(TranscriptionRequest, OneShotEphemeralResource):
    """The transcript of a recording, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26; `gpt-transcribe` stays. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
