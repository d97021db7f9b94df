"""``openai_response`` (ephemeral): a question whose answer is stored nowhere."""

from __future__ import annotations

from typing import ClassVar

from provider_shim.areas.model_names import model_name
from provider_shim.areas.response_answers import ANSWER, EFFECTIVE
from provider_shim.areas.response_items import input_items
from provider_shim.areas.response_questions import QUESTION
from provider_shim.areas.responses import AskedResponse
from provider_shim.patterns.attributes import identity
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.rest import Json
from provider_shim.schema import Schema


class Response(AskedResponse, AskedInPassing):
    """An answer of a model that is stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.
    """

    fixed: ClassVar[Json] = {**AskedResponse.fixed, "store": False}
    schema = Schema(
        {
            "id": identity("response"),
            "model": model_name(required=True, unread=True, doc="The id of the model to ask."),
            **asked({"input": input_items(optional=True), **QUESTION}),
            **ANSWER,
            **EFFECTIVE,
        }
    )
