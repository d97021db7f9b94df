"""``openai_decision`` (ephemeral): answers to questions about something that are stored nowhere."""

from __future__ import annotations

from provider_shim.areas.decisions import ANSWER, QUESTION, AskedDecision
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.schema import Schema


class Decision(AskedDecision, AskedInPassing):
    """Answers to questions about a text or a conversation, stored nowhere: neither in the plan, nor in the state.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values, and into conditions. Needs Terraform 1.10 or later.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
