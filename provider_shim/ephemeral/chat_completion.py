"""``openai_chat_completion`` (ephemeral): a question whose answer is stored nowhere."""

from __future__ import annotations

from typing import ClassVar

from provider_shim.areas.chat import AskedCompletion
from provider_shim.areas.chat_answers import ANSWER
from provider_shim.areas.chat_messages import messages
from provider_shim.areas.chat_questions import QUESTION
from provider_shim.areas.model_names import model_name
from provider_shim.patterns.attributes import acting_project
from provider_shim.patterns.one_shot import AskedInPassing
from provider_shim.rest import Json
from provider_shim.schema import Schema, String


class ChatCompletion(AskedCompletion, AskedInPassing):
    """An answer of a model that is stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.
    """

    fixed: ClassVar[Json] = {**AskedCompletion.fixed, "store": False}
    schema = Schema(
        {
            "id": String(computed=True, doc="The id of the completion."),
            "model": model_name(required=True, unread=True, doc="The id of the model to ask."),
            "project_id": acting_project(),
            "messages": messages(required=True),
            **QUESTION,
            **ANSWER,
        }
    )
