"""``openai_chat_completion`` (ephemeral): a question whose answer is stored nowhere."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.chat import ANSWER, QUESTION, first_content, messages
from provider_shim.resource import EphemeralResource, Opened
from provider_shim.rest import Rest, create_body, from_json
from provider_shim.schema import Schema, String


class ChatCompletion(EphemeralResource):
    """An answer of a model that is stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.
    """

    type_name = "openai_chat_completion"
    endpoint = Rest("/chat/completions")
    schema = Schema(
        {
            "id": String(computed=True, doc="The id of the completion."),
            "model": String(required=True, unread=True, doc="The id of the model to ask."),
            "messages": messages(required=True),
            **QUESTION,
            **ANSWER,
        }
    )

    def open(self, call: Call, config: Values) -> Opened:
        """Ask, and have nothing stored."""
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            config,
            "ask for the chat completion",
            method="POST",
            body={**create_body(self.attributes, config), "stream": False, "store": False},
        )
        return Opened(
            result={
                **from_json(self.attributes, answer.body, config),
                "content": first_content(answer.body),
            }
        )
