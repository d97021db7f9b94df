"""``openai_chat_completion_messages`` (data source): what a stored completion was asked."""

from __future__ import annotations

from provider_shim.areas.chat_answers import SAID
from provider_shim.areas.chat_messages import PART
from provider_shim.patterns.attributes import acting_project
from provider_shim.patterns.limits import cursors, limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.rest import Rest
from provider_shim.schema import ListOf, Object, Schema, String, computed

_PARTS = ("type", "text", "image_url", "prompt_cache_breakpoint")


class ChatCompletionMessages(Every):
    """The messages that a stored chat completion was asked with, the first one first unless `order` says otherwise.

    ~> What was asked is stored in the state.
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
                doc="The first message first (`asc`) or the last one first (`desc`). Defaults to `asc`.",
            ),
            **cursors("a message"),
            **limit_below_ceiling("messages"),
            "messages": ListOf(
                Object(
                    {
                        "id": String(computed=True, doc="The id of the message."),
                        "role": String(
                            computed=True, doc="Who speaks, such as `developer` or `user`."
                        ),
                        "name": String(
                            computed=True,
                            doc="The name that tells participants of one role apart, where there is one.",
                        ),
                        "content": String(computed=True, doc="The text."),
                        "content_parts": ListOf(
                            Object(computed({name: PART.attributes[name] for name in _PARTS})),
                            computed=True,
                            doc="The parts of the message, texts and images, where it was given in parts.",
                        ),
                        "refusal": String(
                            computed=True, doc="The words with which the model refused."
                        ),
                        **SAID,
                    }
                ),
                computed=True,
                doc="The messages.",
            ),
        }
    )
