"""``openai_response_input_tokens`` (data source): how long an input is."""

from __future__ import annotations

from provider_shim.areas.model_names import model_name
from provider_shim.areas.response_questions import COUNTED
from provider_shim.areas.responses import AskedTokens
from provider_shim.patterns.one_shot import AskedInPlan
from provider_shim.schema import Integer, Schema


class ResponseInputTokens(AskedTokens, AskedInPlan):
    """How many tokens an input has for a model, with instructions, tools and what comes before it. Nothing is answered.

    ~> Every plan counts again. The input is stored in the state.
    """

    schema = Schema(
        {
            "model": model_name(optional=True, doc="The id of the model whose tokens are counted."),
            **COUNTED,
            "input_tokens": Integer(computed=True, doc="The number of tokens."),
        }
    )
