"""``openai_text_to_speech`` (ephemeral): a text, spoken into something that is stored nowhere."""

from __future__ import annotations

from provider_shim.areas.speech import CONTENT, MEASURES, QUESTION, AskedSpeech
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.schema import Schema


class TextToSpeech(AskedSpeech, AskedInPassing):
    """A text that a model speaks, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provisioners and other ephemeral values. Needs Terraform 1.10 or later.

    ~> OpenAI shuts down its models for this, `tts-1`, `tts-1-hd` and `gpt-4o-mini-tts`, on 2027-01-06, and points to the
    Realtime API. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**asked(QUESTION), **CONTENT, **MEASURES})
