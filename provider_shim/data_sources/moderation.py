"""``openai_moderation`` (data source): texts and images judged during the plan."""

from __future__ import annotations

from provider_shim.areas.moderations import ANSWER, QUESTION, AskedModeration
from provider_shim.patterns.one_shot import AskedInPlan, asked
from provider_shim.schema import Schema


class Moderation(AskedModeration, AskedInPlan):
    """Whether texts and images are harmful, asked for at every plan and at every apply.

    ~> Every plan asks again; the resource `openai_moderation` asks once. Input and judgement are stored in the state; the
    ephemeral resource `openai_moderation` stores nothing.

    Use `flagged` in a `precondition` or a `check` to keep harmful words out of a stack before anything is created.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
