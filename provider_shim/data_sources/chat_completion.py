"""``openai_chat_completion`` (data source): a question asked during the plan, or a stored answer looked up."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.chat import ANSWER, QUESTION, first_content, messages
from provider_shim.resource import DataSource
from provider_shim.rest import Rest, create_body, from_json
from provider_shim.schema import Bool, MapOf, Schema, String

_BY = ("id", "messages")


class ChatCompletion(DataSource):
    """An answer of a model. With `messages`, the model is asked at every plan and at every apply; with `id`, a stored completion is read.

    ~> Every plan asks again, and every answer is paid for and may differ. The resource `openai_chat_completion` asks once.
    The answer is stored in the state; the ephemeral resource `openai_chat_completion` stores nothing.
    """

    type_name = "openai_chat_completion"
    endpoint = Rest("/chat/completions")
    schema = Schema(
        {
            "id": String(
                optional=True,
                computed=True,
                exactly_one_of=_BY,
                doc="The id of a stored completion to read.",
            ),
            "model": String(
                optional=True,
                computed=True,
                doc="The id of the model to ask; needed with `messages`.",
            ),
            "messages": messages(optional=True, exactly_one_of=_BY, required_with=("model",)),
            **QUESTION,
            "store": Bool(
                optional=True,
                doc="Whether OpenAI stores the completion. Every plan stores another one. Defaults to `false`.",
            ),
            "metadata": MapOf(String(), computed=True, doc="The metadata of a stored completion."),
            **ANSWER,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Ask, or read what was stored."""
        if config["id"] is not None:
            answer = call.send(
                self.endpoint, self.endpoint.item, config, "read the chat completion", method="GET"
            )
        else:
            answer = call.send(
                self.endpoint,
                self.endpoint.collection,
                config,
                "ask for the chat completion",
                method="POST",
                body={**create_body(self.attributes, config), "stream": False},
                repeatable=config["store"] is not True,
            )
        return {
            **from_json(self.attributes, answer.body, config),
            "content": first_content(answer.body),
        }
