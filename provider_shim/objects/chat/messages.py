"""The messages of a chat completion, their parts, and the tool calls in them."""

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
                    doc="The level of detail at which the model views the image: `auto`, `low`, `high` or `original`.",
                ),
            },
            optional=True,
            doc="An image.",
        ),
        "input_audio": Object(
            {
                "data": String(required=True, doc="The audio as base64."),
                "format": String(
                    required=True, enum=("wav", "mp3"), doc="The audio format: `wav` or `mp3`."
                ),
            },
            optional=True,
            doc="An audio input.",
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
        "refusal": String(optional=True, doc="The message with which the model refused to answer."),
        "prompt_cache_breakpoint": CACHE_BREAKPOINT,
    }
)


_MESSAGE = Object(
    {
        "role": String(
            required=True,
            enum=("developer", "system", "user", "assistant", "tool", "function"),
            doc="The role of the author: `developer`, `system`, `user`, `assistant`, `tool` or (deprecated) `function`.",
        ),
        "content": Dynamic(
            string_or(ListOf(PART, min_items=1)),
            optional=True,
            doc="The content of the message: a string, or a list of parts.",
        ),
        "name": String(
            optional=True,
            doc="The name of the participant, to distinguish participants with the same role.",
        ),
        "tool_call_id": String(
            optional=True,
            doc="The id of the call that a `tool` message answers. Required if `role` is `tool`.",
        ),
        "tool_calls": ListOf(
            TOOL_CALL, optional=True, doc="The tool calls of an `assistant` message."
        ),
        "refusal": String(
            optional=True,
            doc="The text with which the model refused to answer, in an `assistant` message.",
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
    """Return the attribute with the messages of the conversation."""
    return Dynamic(
        ListOf(_MESSAGE, min_items=1),
        **{
            "doc": "The messages of the conversation so far. Each message has a `role` and `content`: a string, or a list of "
            "parts with text, images, audio and files.",
            **flags,
        },
    )
