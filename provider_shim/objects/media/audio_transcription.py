"""``openai_audio_transcription``: the transcript of a recording."""

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
    """The transcript of a recording. Terraform sends the request once and keeps the transcript.

    Terraform sends a new request only if an argument, the content of the recording or a value in `triggers` changes.

    ~> Terraform stores the transcript and the value of `content_base64` in the state. The ephemeral resource
    `openai_audio_transcription` stores nothing.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26, but not `gpt-transcribe`. Azure OpenAI and compatible servers have their own dates.

    Destroying the resource sends no request, because OpenAI stores nothing.
    """

    schema = Schema(
        {
            **_KEPT,
            # The content of the file causes a new transcript, not its path.
            "file": _KEPT["file"].but(replace=False),
            "content_sha256": digest(),
        }
    )


class DataAudioTranscription(TranscriptionRequest, OneShotDataSource):
    """The transcript of a recording. Every plan and every apply sends a new request.

    ~> You pay for every request, and the transcripts may differ. The resource `openai_audio_transcription` sends the request
    only once. Terraform stores the transcript in the state. The ephemeral resource `openai_audio_transcription` stores nothing.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26, but not `gpt-transcribe`. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralAudioTranscription(TranscriptionRequest, OneShotEphemeralResource):
    """The transcript of a recording, which is not stored: not in the plan, not in the state and not at OpenAI.

    Every plan and every apply sends a request. Use the results in write-only arguments, provider configurations and other
    ephemeral values. Needs Terraform 1.10 or later.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26, but not `gpt-transcribe`. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
