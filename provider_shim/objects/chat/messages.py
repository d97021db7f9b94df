"""What is said in a chat: messages, their parts, and the calls of tools in them. It must not know who says it to whom."""

from __future__ import annotations

from typing import Any

from provider_shim.patterns.attributes import string_or
from provider_shim.patterns.model_inputs import CACHE_BREAKPOINT
from provider_shim.rules.objects import message_fault
from provider_shim.vocabulary.schema import Dynamic, ListOf, Object, String

CALLED_FUNCTION = {
    "name": String(required=True, doc="The name of the function."),
    "arguments": String(required=True, doc="The arguments as JSON."),
}

TOOL_CALL = Object(
    {
        "id": String(required=True, doc="The id of the call."),
        "type": String(
            required=True,
            enum=("function", "custom"),
            doc="The kind of tool: `function` or `custom`.",
        ),
        "function": Object(CALLED_FUNCTION, optional=True, doc="The called function."),
        "custom": Object(
            {
                "name": String(required=True, doc="The name of the custom tool."),
                "input": String(required=True, doc="The input of the custom tool."),
            },
            optional=True,
            doc="The called custom tool.",
        ),
    }
)

PART = Object(
    {
        "type": String(
            required=True,
            enum=("text", "image_url", "input_audio", "file", "refusal"),
            doc="The kind of part: `text`, `image_url`, `input_audio`, `file` or `refusal`.",
        ),
        "text": String(optional=True, doc="The text."),
        "image_url": Object(
            {
                "url": String(
                    required=True, doc="The URL of the image, or the image as a `data:` URL."
                ),
                "detail": String(
                    optional=True,
                    enum=("auto", "low", "high", "original"),
                    doc="How closely to look: `auto`, `low`, `high` or `original`.",
                ),
            },
            optional=True,
            doc="An image.",
        ),
        "input_audio": Object(
            {
                "data": String(required=True, doc="The sound as base64."),
                "format": String(
                    required=True, enum=("wav", "mp3"), doc="The format: `wav` or `mp3`."
                ),
            },
            optional=True,
            doc="A sound.",
        ),
        "file": Object(
            {
                "file_id": String(optional=True, doc="The id of an uploaded file."),
                "file_data": String(optional=True, doc="The file as base64."),
                "filename": String(optional=True, doc="The name of the file."),
            },
            optional=True,
            doc="A file.",
        ),
        "refusal": String(optional=True, doc="The words with which the model refused."),
        "prompt_cache_breakpoint": CACHE_BREAKPOINT,
    }
)


_MESSAGE = Object(
    {
        "role": String(
            required=True,
            enum=("developer", "system", "user", "assistant", "tool", "function"),
            doc="Who speaks: `developer`, `system`, `user`, `assistant`, `tool` or (deprecated) `function`.",
        ),
        "content": Dynamic(
            string_or(ListOf(PART, min_items=1)),
            optional=True,
            doc="What is said: text, or a list of parts.",
        ),
        "name": String(optional=True, doc="A name that tells participants of one role apart."),
        "tool_call_id": String(
            optional=True, doc="The id of the call that a `tool` message answers; needed there."
        ),
        "tool_calls": ListOf(
            TOOL_CALL, optional=True, doc="The tools that an `assistant` message called."
        ),
        "refusal": String(
            optional=True, doc="The words with which an `assistant` message refused."
        ),
        "audio": Object(
            {"id": String(required=True, doc="The id of an earlier audio answer.")},
            optional=True,
            doc="An earlier audio answer of the model.",
        ),
        "function_call": Object(
            CALLED_FUNCTION, optional=True, doc="Deprecated: use `tool_calls`."
        ),
    },
    check=message_fault,
)


def messages(**flags: Any) -> Dynamic:
    """Return the attribute that holds the conversation so far."""
    return Dynamic(
        ListOf(_MESSAGE, min_items=1),
        **{
            "doc": "The conversation so far: a list of messages, each with a `role` and what is said, as text or as parts of text, "
            "images, sounds and files.",
            **flags,
        },
    )
