"""``openai_chat_completion``: one question to a model, asked once."""

from __future__ import annotations

from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.objects.chat.arguments import ARGUMENTS
from provider_shim.objects.chat.messages import messages
from provider_shim.objects.chat.requests import CompletionRequest
from provider_shim.objects.chat.results import RESULTS
from provider_shim.patterns.attributes import acting_project, identity, metadata
from provider_shim.patterns.model_answers import ModelAnswer, digests, stateless
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import (
    OneShotDataSource,
    OneShotEphemeralResource,
    request_arguments,
    triggers,
)
from provider_shim.patterns.write_only_forms import write_only_form
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Bool, MapOf, Schema, String

_EITHER = ("messages", "messages_wo")
_MESSAGES = messages(optional=True, replace=True, unread=True, exactly_one_of=_EITHER)


class ChatCompletion(CompletionRequest, ModelAnswer):
    """An answer of a model, asked for once and kept until a question or a value in `triggers` changes.

    ~> The answer is stored in the state, and so are the messages. With `stateless = true` the answer is not: only ids,
    numbers and digests are. Messages given as `messages_wo` are not stored either (Terraform 1.11 or later). The ephemeral
    resource `openai_chat_completion` stores nothing at all.

    On destroy nothing happens at OpenAI unless `store = true`: a stored completion is read, its metadata updated, and deleted.
    """

    listed_in = Rest("/chat/completions", page=100, project="project_id")
    content = ("content", "choices", "response_moderation")
    digested = "choices"
    unstored = ("messages",)
    schema = Schema(
        {
            "id": identity("completion"),
            "model": model_name(
                required=True, replace=True, unread=True, doc="The id of the model to ask."
            ),
            "project_id": acting_project(replace=True),
            "messages": _MESSAGES,
            "messages_wo": write_only_form("messages", _MESSAGES),
            **request_arguments(ARGUMENTS, once=True),
            "store": Bool(
                optional=True,
                replace=True,
                unread=True,
                doc="Whether OpenAI stores the completion, so that it can be read, given `metadata`, and deleted. Defaults to `false`.",
            ),
            "metadata": metadata("completion", required_with=("store",)),
            "triggers": triggers("completion"),
            "stateless": stateless(content),
            **RESULTS,
            **digests(digested, unstored),
        }
    )


_BY = ("id", "messages")


class DataChatCompletion(CompletionRequest, OneShotDataSource):
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
            **ARGUMENTS,
            "store": Bool(
                optional=True,
                doc="Whether OpenAI stores the completion. Every plan stores another one. Defaults to `false`.",
            ),
            "metadata": MapOf(String(), computed=True, doc="The metadata of a stored completion."),
            **RESULTS,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Ask, or read what was stored."""
        if config["id"] is None:
            return super().read(call, config)
        answer = call.send(
            self.endpoint, self.endpoint.item, config, "read the chat completion", method="GET"
        )
        return self.from_answer(answer.body, config)


class EphemeralChatCompletion(CompletionRequest, OneShotEphemeralResource):
    """An answer of a model that is stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.
    """

    fixed: ClassVar[Json] = {**CompletionRequest.fixed, "store": False}
    schema = Schema(
        {
            "id": String(computed=True, doc="The id of the completion."),
            "model": model_name(required=True, unread=True, doc="The id of the model to ask."),
            "project_id": acting_project(),
            "messages": messages(required=True),
            **ARGUMENTS,
            **RESULTS,
        }
    )
