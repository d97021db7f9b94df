"""``openai_chat_completion``: the answer of a model to a list of messages."""

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
    """The answer of a model to a list of messages.

    The provider sends the request once, and again when an argument or a value in `triggers` changes.

    ~> The state stores the answer and the messages. With `stateless = true`, the state stores only ids, numbers and digests
    of the answer. With `messages_wo`, the state does not store the messages (Terraform 1.11 or later). The ephemeral resource
    `openai_chat_completion` stores nothing.

    With `store = true`, OpenAI stores the completion: Terraform reads it, updates its metadata, and deletes it on destroy.
    Without, destroy changes nothing at OpenAI.
    """

    listed_in = Rest("/chat/completions", page=100, project="project_id")
    content = ("content", "choices", "response_moderation")
    digested = "choices"
    unstored = ("messages",)
    schema = Schema(
        {
            "id": identity("completion"),
            "model": model_name(
                required=True, replace=True, unread=True, doc="The id of the model that answers."
            ),
            "project_id": acting_project(replace=True),
            "messages": _MESSAGES,
            "messages_wo": write_only_form("messages", _MESSAGES),
            **request_arguments(ARGUMENTS, once=True),
            "store": Bool(
                optional=True,
                replace=True,
                unread=True,
                doc="Whether OpenAI stores the completion. You can then read it, set `metadata` and delete it. Defaults to "
                "`false`.",
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
    """The answer of a model to a list of messages, or a stored completion.

    With `messages`, the provider sends the request at every plan and at every apply. With `id`, it reads a stored completion.

    ~> Every plan sends the request again. You pay for every answer, and the answers may differ. The resource
    `openai_chat_completion` sends the request once. The state stores the answer. The ephemeral resource
    `openai_chat_completion` stores nothing.
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
                doc="The id of the model that answers. Required with `messages`.",
            ),
            "project_id": acting_project(),
            "messages": messages(optional=True, exactly_one_of=_BY, required_with=("model",)),
            **ARGUMENTS,
            "store": Bool(
                optional=True,
                doc="Whether OpenAI stores the completion. Every plan then stores a new completion. Defaults to `false`.",
            ),
            "metadata": MapOf(String(), computed=True, doc="The metadata of a stored completion."),
            **RESULTS,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Send the request, or read the stored completion."""
        if config["id"] is None:
            return super().read(call, config)
        answer = call.send(
            self.endpoint, self.endpoint.item, config, "read the chat completion", method="GET"
        )
        return self.from_answer(answer.body, config)


class EphemeralChatCompletion(CompletionRequest, OneShotEphemeralResource):
    """The answer of a model, which is not stored: not in the plan, not in the state, and not at OpenAI.

    The provider sends the request each time that Terraform opens the ephemeral resource: at plan and at apply. You can use
    the results in write-only arguments, provider configurations and other ephemeral values. Requires Terraform 1.10 or later.
    """

    fixed: ClassVar[Json] = {**CompletionRequest.fixed, "store": False}
    schema = Schema(
        {
            "id": String(computed=True, doc="The id of the completion."),
            "model": model_name(
                required=True, unread=True, doc="The id of the model that answers."
            ),
            "project_id": acting_project(),
            "messages": messages(required=True),
            **ARGUMENTS,
            **RESULTS,
        }
    )
