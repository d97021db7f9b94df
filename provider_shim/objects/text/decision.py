"""``openai_decision`` (data source): answers to questions about an input, requested during the plan."""

from __future__ import annotations

from provider_shim.objects.text.decisions import ARGUMENTS, RESULTS, DecisionRequest
from provider_shim.patterns.one_shot import (
    OneShotDataSource,
    OneShotEphemeralResource,
    request_arguments,
)
from provider_shim.vocabulary.schema import Schema


class DataDecision(DecisionRequest, OneShotDataSource):
    """Answers to questions about a text or a conversation.

    A question asks how likely a statement is, which choice fits best, or how high a score is.

    ~> Every plan sends the request again, and you pay for every answer. The same question may get a different answer each
    time, so compare probabilities with thresholds and not with exact numbers. The state stores the input and the answers. The
    ephemeral resource `openai_decision` stores nothing.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralDecision(DecisionRequest, OneShotEphemeralResource):
    """Answers to questions about a text or a conversation, which are stored neither in the plan nor in the state.

    The provider sends the request each time that Terraform opens the ephemeral resource: at plan and at apply. You can use
    the results in write-only arguments, provider configurations, other ephemeral values and conditions. Requires Terraform
    1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
