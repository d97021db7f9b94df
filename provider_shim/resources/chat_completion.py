"""``openai_chat_completion``: one question to a model, asked once."""

from __future__ import annotations

from provider_shim.areas.chat import AskedCompletion
from provider_shim.areas.chat_answers import ANSWER
from provider_shim.areas.chat_messages import messages
from provider_shim.areas.chat_questions import QUESTION
from provider_shim.areas.model_names import model_name
from provider_shim.patterns.answers import ModelAnswer, digests, stateless
from provider_shim.patterns.attributes import acting_project, identity, metadata
from provider_shim.patterns.one_shot import asked, triggers
from provider_shim.patterns.write_only_forms import write_only_form
from provider_shim.schema import Bool, Schema

_EITHER = ("messages", "messages_wo")
_MESSAGES = messages(optional=True, replace=True, unread=True, exactly_one_of=_EITHER)


class ChatCompletion(AskedCompletion, ModelAnswer):
    """An answer of a model, asked for once and kept until a question or a value in `triggers` changes.

    ~> The answer is stored in the state, and so are the messages. With `stateless = true` the answer is not: only ids,
    numbers and digests are. Messages given as `messages_wo` are not stored either (Terraform 1.11 or later). The ephemeral
    resource `openai_chat_completion` stores nothing at all.

    On destroy nothing happens at OpenAI unless `store = true`: a stored completion is read, its metadata updated, and deleted.
    """

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
            **asked(QUESTION, once=True),
            "store": Bool(
                optional=True,
                replace=True,
                unread=True,
                doc="Whether OpenAI stores the completion, so that it can be read, given `metadata`, and deleted. Defaults to `false`.",
            ),
            "metadata": metadata("completion", required_with=("store",)),
            "triggers": triggers("completion"),
            "stateless": stateless(content),
            **ANSWER,
            **digests(digested, unstored),
        }
    )
