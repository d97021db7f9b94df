"""``openai_audio_transcription`` (ephemeral): speech, written down without being stored."""

from __future__ import annotations

from provider_shim.areas.transcription import ANSWER, QUESTION, AskedTranscription
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.schema import Schema


class AudioTranscription(AskedTranscription, AskedInPassing):
    """The transcript of a recording, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26; `gpt-transcribe` stays. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
