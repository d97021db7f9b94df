"""``openai_decision`` (data source): answers to questions about something, asked for during the plan."""

from __future__ import annotations

from provider_shim.areas.decisions import ANSWER, QUESTION, AskedDecision
from provider_shim.patterns.one_shot import AskedInPlan, asked
from provider_shim.schema import Schema


class Decision(AskedDecision, AskedInPlan):
    """Answers to questions about a text or a conversation: how likely something is, what fits best, how high it is on a scale.

    ~> Every plan asks again, and every answer is paid for. The same question may get another answer: compare probabilities with
    thresholds, not with exact numbers. Input and answers are stored in the state; the ephemeral resource `openai_decision` stores
    nothing.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
