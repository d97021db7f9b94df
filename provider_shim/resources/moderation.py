"""``openai_moderation``: texts and images judged once."""

from __future__ import annotations

from provider_shim.areas.moderations import ANSWER, QUESTION, AskedModeration
from provider_shim.patterns.one_shot import OneShot, kept_answer
from provider_shim.schema import Schema


class Moderation(AskedModeration, OneShot):
    """Whether texts and images are harmful, asked for once and kept until an argument or a value in `triggers` changes.

    ~> Input and judgement are stored in the state. The ephemeral resource `openai_moderation` stores nothing.

    Use `flagged` in a `precondition` or a `check` to keep harmful words out of a stack. On destroy nothing happens at OpenAI,
    which keeps nothing.
    """

    schema = Schema(kept_answer("moderation", QUESTION, ANSWER))
