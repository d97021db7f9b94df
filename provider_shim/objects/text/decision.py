"""``openai_decision`` (data source): answers to questions about something, asked for during the plan."""

from __future__ import annotations

from provider_shim.objects.text.decisions import ARGUMENTS, RESULTS, DecisionRequest
from provider_shim.patterns.one_shot import (
    OneShotDataSource,
    OneShotEphemeralResource,
    request_arguments,
)
from provider_shim.vocabulary.schema import Schema


class DataDecision(DecisionRequest, OneShotDataSource):
    """Answers to questions about a text or a conversation: how likely something is, what fits best, how high it is on a scale.

    ~> Every plan asks again, and every answer is paid for. The same question may get another answer: compare probabilities with
    thresholds, not with exact numbers. Input and answers are stored in the state; the ephemeral resource `openai_decision` stores
    nothing.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralDecision(DecisionRequest, OneShotEphemeralResource):
    """Answers to questions about a text or a conversation, stored nowhere: neither in the plan, nor in the state.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values, and into conditions. Needs Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
