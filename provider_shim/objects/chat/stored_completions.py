"""``openai_chat_completions`` (data source): the completions that OpenAI stores."""

from __future__ import annotations

from provider_shim.objects.chat.arguments import ARGUMENTS
from provider_shim.objects.chat.chat_completion import ChatCompletion
from provider_shim.objects.chat.messages import PART
from provider_shim.objects.chat.results import SAID, with_text
from provider_shim.patterns.attributes import acting_project, metadata_filter
from provider_shim.patterns.list_limits import cursors, limit_below_ceiling
from provider_shim.patterns.lookups import ListAll, list_all_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import ListOf, Object, Schema, String, computed

_NOT_RETURNED = ("messages", "project_id", "store", "response_model", *ARGUMENTS)


class DataChatCompletions(ListAll):
    """The chat completions that OpenAI stores for the project, the oldest first unless you set `order`.

    Applications may store many completions, so set `limit`. The data source reads completions and does not send a request to
    a model. To read the messages of a completion, use the data source `openai_chat_completion_messages`.

    ~> The state stores the answers. The ephemeral resource `openai_chat_completion` stores nothing, but it sends a request to
    the model.
    """

    type_name = "openai_chat_completions"
    endpoint = Rest("/chat/completions", page=100, project="project_id", reshape=with_text)
    items = "chat_completions"
    schema = list_all_schema(
        ChatCompletion,
        items,
        {
            "model": String(optional=True, doc="Only completions of this model."),
            "metadata": metadata_filter("completions"),
            "order": String(
                optional=True,
                enum=("asc", "desc"),
                doc="The order by creation: `asc` (oldest first) or `desc` (newest first). Defaults to `asc`.",
            ),
            **cursors("a completion"),
            "project_id": acting_project(),
        },
        not_returned=_NOT_RETURNED,
        grows=True,
    )


_PARTS = ("type", "text", "image_url", "prompt_cache_breakpoint")


class DataChatCompletionMessages(ListAll):
    """The messages of the request of a stored chat completion, in their order unless you set `order`.

    ~> The state stores the messages.
    """

    type_name = "openai_chat_completion_messages"
    endpoint = Rest("/chat/completions/{completion_id}/messages", page=100, project="project_id")
    items = "messages"
    schema = Schema(
        {
            "completion_id": String(required=True, doc="The id of the completion."),
            "project_id": acting_project(),
            "order": String(
                optional=True,
                enum=("asc", "desc"),
                unread=True,
                doc="The order of the messages: `asc` (first message first) or `desc` (last message first). Defaults to `asc`.",
            ),
            **cursors("a message"),
            **limit_below_ceiling("messages"),
            "messages": ListOf(
                Object(
                    {
                        "id": String(computed=True, doc="The id of the message."),
                        "role": String(
                            computed=True,
                            doc="The role of the author, such as `developer` or `user`.",
                        ),
                        "name": String(
                            computed=True,
                            doc="The name of the participant. Null if the message has none.",
                        ),
                        "content": String(computed=True, doc="The text."),
                        "content_parts": ListOf(
                            Object(computed({name: PART.attributes[name] for name in _PARTS})),
                            computed=True,
                            doc="The texts and images of the message. Null if the message is a string.",
                        ),
                        "refusal": String(
                            computed=True, doc="The text with which the model refused to answer."
                        ),
                        **SAID,
                    }
                ),
                computed=True,
                doc="The messages.",
            ),
        }
    )
