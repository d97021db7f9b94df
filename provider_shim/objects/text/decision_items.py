"""The input items of a decision: messages, tool calls and their outputs."""

from __future__ import annotations

from provider_shim.patterns.attributes import free_json, string_or
from provider_shim.patterns.kinds import Kinds, of_kinds, rule_of
from provider_shim.vocabulary.schema import (
    Attribute,
    Dynamic,
    ListOf,
    Object,
    String,
)

_BREAKPOINT: dict[str, Attribute] = {
    "prompt_cache_breakpoint": Object(
        {"mode": String(required=True, enum=("explicit",), doc="Always `explicit`.")},
        optional=True,
        doc="The end of a prefix of the input that other requests can reuse from the cache.",
    )
}


_TEXT: dict[str, Attribute] = {"text": String(required=True, doc="The text.")}


_IMAGE: dict[str, Attribute] = {
    "image_url": String(required=True, doc="The URL of the image, or the image as a `data:` URL."),
    "detail": String(
        optional=True,
        enum=("auto", "low", "high", "original"),
        doc="The level of detail at which the model views the image: `auto`, `low`, `high` or `original`. Defaults to `auto`.",
    ),
}


_JSON: dict[str, Attribute] = {
    "data": free_json("An object or a list of objects.", required=True, keeps_nulls=True)
}


_PART_KIND = "The kind of part"


ASKED_PART = of_kinds({"input_text": _TEXT, "input_image": _IMAGE, "input_json": _JSON}, _PART_KIND)


_PART = of_kinds(
    {
        "input_text": {**_TEXT, **_BREAKPOINT},
        "input_image": {**_IMAGE, **_BREAKPOINT},
        "input_json": _JSON,
        "output_text": _TEXT,
        "refusal": {
            "refusal": String(
                required=True, doc="The text with which the assistant refused to answer."
            )
        },
    },
    _PART_KIND,
)


_CALL_ID: dict[str, Attribute] = {
    "call_id": String(
        required=True, doc="The id of the call, which is the same for a call and its output."
    )
}


_ITEM_ID: dict[str, Attribute] = {
    "id": String(optional=True, doc="The id of the item."),
    "status": String(
        optional=True,
        enum=("in_progress", "completed", "incomplete"),
        doc="The status of the item: `in_progress`, `completed` or `incomplete`.",
    ),
}


_CALLED: dict[str, Attribute] = {
    **_CALL_ID,
    "name": String(required=True, doc="The name of the function or tool."),
    "namespace": String(optional=True, doc="The namespace of the function or tool."),
    **_ITEM_ID,
}


_OUTPUT: dict[str, Attribute] = {
    **_CALL_ID,
    "output": Dynamic(
        string_or(ListOf(_PART, min_items=1)),
        required=True,
        doc="The output of the call: a string, or a list of texts and images.",
    ),
    **_ITEM_ID,
}


_MESSAGE: dict[str, Attribute] = {
    "role": String(
        required=True,
        enum=("user", "assistant", "system", "developer"),
        doc="The role of the author: `user`, `assistant`, `system` or `developer`.",
    ),
    "content": Dynamic(
        string_or(ListOf(_PART, min_items=1)),
        required=True,
        doc="The content of the message: a string, or a list of parts. The parts of a user are texts, images and JSON "
        "(`input_…`), those of the assistant are `output_text` and `refusal`, and those of all others are `input_text`.",
    ),
    "phase": String(
        optional=True,
        enum=("commentary", "final_answer"),
        doc="The phase of a message of the assistant: `commentary` or `final_answer`.",
    ),
}


_KINDS_OF_ITEM: Kinds = {
    "message": _MESSAGE,
    "function_call": {
        "arguments": String(required=True, doc="The arguments of the function, as JSON."),
        **_CALLED,
    },
    "function_call_output": _OUTPUT,
    "custom_tool_call": {
        "input": String(required=True, doc="The input of the tool."),
        **_CALLED,
    },
    "custom_tool_call_output": _OUTPUT,
}


_ITEM_KINDS = of_kinds(_KINDS_OF_ITEM, "The kind of item")


_KIND = _ITEM_KINDS.attributes["type"]


ITEM = _ITEM_KINDS.but(
    attributes={
        **_ITEM_KINDS.attributes,
        "type": _KIND.but(required=False, optional=True, doc=f"{_KIND.doc} Defaults to `message`."),
    },
    check=rule_of(_KINDS_OF_ITEM, default="message"),
)
