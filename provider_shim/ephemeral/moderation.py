"""``openai_moderation`` (ephemeral): a judgement of texts and images that is stored nowhere."""

from __future__ import annotations

from provider_shim.areas.moderations import ANSWER, QUESTION, AskedModeration
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.schema import Schema


class Moderation(AskedModeration, AskedInPassing):
    """Whether texts and images are harmful, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values, and into conditions. Needs Terraform 1.10 or later.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
