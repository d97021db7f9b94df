"""The items of responses and conversations: the input and the output of models, as JSON of many kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.attributes import string_or
from provider_shim.patterns.model_inputs import CACHE_BREAKPOINT
from provider_shim.rules.objects import input_fault
from provider_shim.vocabulary.schema import Dynamic, ListOf, Object, SetOf, String

ROLES = ("user", "assistant", "system", "developer")
INCLUDED = (
    "file_search_call.results",
    "web_search_call.results",
    "web_search_call.action.sources",
    "message.input_image.image_url",
    "computer_call_output.output.image_url",
    "code_interpreter_call.outputs",
    "reasoning.encrypted_content",
    "message.output_text.logprobs",
)
"""The additional fields that the API can return."""

_PART = Object(
    {
        "type": String(
            required=True,
            enum=("input_text", "input_image", "input_file", "output_text", "refusal"),
            doc="The kind of part: `input_text`, `input_image`, `input_file`; in messages of the assistant `output_text` or "
            "`refusal`.",
        ),
        "text": String(optional=True, doc="The text."),
        "refusal": String(optional=True, doc="The text of the refusal."),
        "detail": String(
            optional=True,
            enum=("auto", "low", "high", "original"),
            server_default="auto",
            doc="The level of detail for an image or a file: `auto`, `low`, `high` or (only images) `original`. Defaults to "
            "`auto`.",
        ),
        "file_id": String(optional=True, doc="The id of an uploaded image or file."),
        "image_url": String(
            optional=True, doc="The URL of the image, or the image as a `data:` URL."
        ),
        "file_url": String(optional=True, doc="The URL of the file."),
        "file_data": String(optional=True, doc="The file as base64."),
        "filename": String(optional=True, doc="The name of the file."),
        "prompt_cache_breakpoint": CACHE_BREAKPOINT,
    }
)


def message_content(**flags: Any) -> Dynamic:
    """Return the attribute with the content of a message."""
    return Dynamic(
        string_or(ListOf(_PART, min_items=1)),
        equivalent=same_content,
        doc="The content of the message: a text, or a list of parts (texts, images, files).",
        **flags,
    )


def input_items(**flags: Any) -> Dynamic:
    """Return the attribute with the input of a model: a text, or items."""
    return Dynamic(
        string_or(ListOf(Dynamic(doc="An item."))),
        check=input_fault,
        **{
            "doc": 'The input: a text, or a list of items. Items are messages such as `{ role = "user", content = "Hi" }`, whose content '
            "may have parts (texts, images, files), and other items with a `type`, such as the output of a function.",
            **flags,
        },
    )


def included(**flags: Any) -> SetOf:
    """Return the ``include`` attribute."""
    names = ", ".join(f"`{name}`" for name in INCLUDED)
    return SetOf(
        String(enum=INCLUDED),
        optional=True,
        doc=f"Additional fields of the items to return: {names}.",
        **flags,
    )


def including(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the query with the fields in ``include``."""
    return {"include": values["include"]} if values["include"] else {}


def same_content(known: Any, returned: Any) -> bool:
    """Return whether two messages have the same content. The API returns a text as a list with one part."""
    return _parts(known) == _parts(returned)


def _parts(content: Any) -> list[Any]:
    if isinstance(content, str):
        return [{"text": content}]
    return [_part(part) for part in content or []]


def _part(part: Any) -> Any:
    """Return a part without empty fields and defaults. Input texts and output texts count as the same type."""
    if not isinstance(part, Mapping):
        return part
    kept = {
        name: part[name]
        for name, attribute in _PART.attributes.items()
        if part.get(name) not in {None, "", attribute.server_default}
        if name != "prompt_cache_breakpoint"
    }
    if kept.get("type") in {"input_text", "output_text", "text"}:
        del kept["type"]
    return kept


def text_of(content: Any) -> str | None:
    """Return the joined texts of a message's parts. None if there is none."""
    if isinstance(content, str):
        return content
    texts = [part.get("text") for part in content or [] if isinstance(part, Mapping)]
    found = [text for text in texts if isinstance(text, str)]
    return "".join(found) if found else None
