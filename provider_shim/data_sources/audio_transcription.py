"""``openai_audio_transcription`` (data source): speech, written down during the plan."""

from __future__ import annotations

from provider_shim.areas.transcription import ANSWER, QUESTION, AskedTranscription
from provider_shim.patterns.one_shot import AskedInPlan, asked
from provider_shim.schema import Schema


class AudioTranscription(AskedTranscription, AskedInPlan):
    """The transcript of a recording, asked for at every plan and at every apply.

    ~> Every plan asks again, and every answer is paid for and may differ. The resource `openai_audio_transcription` asks
    once. The transcript is stored in the state; the ephemeral resource `openai_audio_transcription` stores nothing.

    ~> OpenAI shuts down `whisper-1`, `gpt-4o-transcribe`, `gpt-4o-mini-transcribe` and `gpt-4o-transcribe-diarize` on
    2027-02-26; `gpt-transcribe` stays. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
