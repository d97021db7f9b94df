"""``openai_chat_completion`` (data source): a question asked during the plan, or a stored answer looked up."""

from __future__ import annotations

from provider_shim.areas.chat import AskedCompletion
from provider_shim.areas.chat_answers import ANSWER
from provider_shim.areas.chat_messages import messages
from provider_shim.areas.chat_questions import QUESTION
from provider_shim.areas.model_names import model_name
from provider_shim.call import Call, Values
from provider_shim.patterns.attributes import acting_project
from provider_shim.patterns.one_shot import AskedInPlan
from provider_shim.schema import Bool, MapOf, Schema, String

_BY = ("id", "messages")


class ChatCompletion(AskedCompletion, AskedInPlan):
    """An answer of a model. With `messages`, the model is asked at every plan and at every apply; with `id`, a stored completion is read.

    ~> Every plan asks again, and every answer is paid for and may differ. The resource `openai_chat_completion` asks once.
    The answer is stored in the state; the ephemeral resource `openai_chat_completion` stores nothing.
    """

    schema = Schema(
        {
            "id": String(
                optional=True,
                computed=True,
                exactly_one_of=_BY,
                also=("completion_id",),
                doc="The id of a stored completion to read.",
            ),
            "model": model_name(
                optional=True,
                computed=True,
                doc="The id of the model to ask; needed with `messages`.",
            ),
            "project_id": acting_project(),
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
        if config["id"] is None:
            return super().read(call, config)
        answer = call.send(
            self.endpoint, self.endpoint.item, config, "read the chat completion", method="GET"
        )
        return self.from_answer(self.reshape(answer.body), config)
