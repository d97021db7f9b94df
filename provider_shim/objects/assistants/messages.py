"""The attributes of messages in threads, as arguments and as results of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.attributes import metadata, string_or
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Dynamic, ListOf, Object, String, computed

_DETAIL = String(
    optional=True,
    enum=("auto", "low", "high"),
    server_default="auto",
    doc="The resolution in which the model sees the image: `auto`, `low` or `high`. Defaults to `auto`.",
)

_PART = Object(
    {
        "type": String(
            required=True,
            enum=("text", "image_file", "image_url"),
            doc="The kind of part: `text`, `image_file` or `image_url`.",
        ),
        "text": String(optional=True, doc="The text, if `type` is `text`."),
        "image_file": Object(
            {
                "file_id": String(
                    required=True, doc="The id of an uploaded file with the purpose `vision`."
                ),
                "detail": _DETAIL,
            },
            optional=True,
            doc="The uploaded image, if `type` is `image_file`.",
        ),
        "image_url": Object(
            {
                "url": String(required=True, doc="The URL of the image: JPEG, PNG, GIF or WebP."),
                "detail": _DETAIL,
            },
            optional=True,
            doc="The image on the web, if `type` is `image_url`.",
        ),
    }
)

_ANSWERED_PART = _PART.but(
    attributes={
        **_PART.attributes,
        "type": String(
            required=True,
            enum=("text", "image_file", "image_url", "refusal"),
            doc="The kind of part: `text`, `image_file`, `image_url` or `refusal`.",
        ),
        "refusal": String(optional=True, doc="The refusal of the model, if `type` is `refusal`."),
    }
)


def _same_content(known: Any, returned: Any) -> bool:
    return bool(_parts(known) == _parts(returned))


def _parts(content: Any) -> Any:
    """Return content as parts without defaults, so that a text and a list of one text part are equal."""
    if isinstance(content, str):
        content = [{"type": "text", "text": content}]
    if not isinstance(content, list):
        return content
    return [_without_defaults(part) for part in content]


def _without_defaults(part: Any) -> Any:
    if not isinstance(part, Mapping):
        return part
    return {
        name: _without_defaults(value)
        for name, value in part.items()
        if value is not None and (name, value) != ("detail", "auto")
    }


CONTENT = Dynamic(
    string_or(ListOf(_PART, min_items=1)),
    required=True,
    equivalent=_same_content,
    doc="The content of the message: a text, or a list of parts.",
)
ANSWERED_CONTENT = computed(
    {
        "content": CONTENT.but(
            shape=string_or(ListOf(_ANSWERED_PART)),
            doc="The content of the message: a text, or a list of parts.",
        )
    }
)["content"]
"""The content of a message as the API returns it. It may contain refusals."""

ROLE = String(
    required=True,
    enum=("user", "assistant"),
    doc="The author of the message: `user`, or `assistant` for an earlier message of an assistant.",
)
ATTACHMENTS = ListOf(
    Object(
        {
            "file_id": String(optional=True, doc="The id of the file."),
            "tools": ListOf(
                Object(
                    {
                        "type": String(
                            required=True,
                            enum=("code_interpreter", "file_search"),
                            doc="The kind of tool: `code_interpreter` or `file_search`.",
                        )
                    }
                ),
                optional=True,
                doc="The tools that can use the file.",
            ),
        }
    ),
    optional=True,
    doc="Files to attach to the message, each with the tools that can use it.",
    answer_doc="The files of the message, each with the tools that can use it.",
)
MESSAGE: dict[str, Attribute] = {
    "role": ROLE,
    "content": CONTENT,
    "attachments": ATTACHMENTS,
    "metadata": metadata("message"),
}
"""The arguments of a message."""


def readable(message: Mapping[str, Any]) -> Json:
    """Return a message of the API in the form of its arguments: a text as a string, and the annotations separately."""
    content = message.get("content")
    parts = (
        [part for part in content if isinstance(part, Mapping)] if isinstance(content, list) else []
    )
    texts = [part["text"] for part in parts if isinstance(part.get("text"), Mapping)]
    written: list[Json] = [
        {**part, "text": part["text"].get("value")}
        if isinstance(part.get("text"), Mapping)
        else dict(part)
        for part in parts
    ]
    values = [text.get("value") or "" for text in texts]
    only_text = len(parts) == len(texts) == 1
    return {
        **message,
        "content": values[0] if only_text else written,
        "text": "\n\n".join(values),
        "annotations": [note for text in texts for note in text.get("annotations") or []],
    }
