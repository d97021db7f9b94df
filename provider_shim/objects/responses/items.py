"""Items of responses and conversations: what is said to a model and what it answers, as JSON of many kinds.

It must not know which object holds them.
"""

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
"""What the API adds to its answers on request."""

_PART = Object(
    {
        "type": String(
            required=True,
            enum=("input_text", "input_image", "input_file", "output_text", "refusal"),
            doc="The kind of part: `input_text`, `input_image`, `input_file`; in messages of the assistant `output_text` or `refusal`.",
        ),
        "text": String(optional=True, doc="The text."),
        "refusal": String(optional=True, doc="The words with which the model refused."),
        "detail": String(
            optional=True,
            enum=("auto", "low", "high", "original"),
            server_default="auto",
            doc="How closely to look at an image or a file: `auto`, `low`, `high` or (images) `original`. Defaults to `auto`.",
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
    """Return the attribute that holds what one message says."""
    return Dynamic(
        string_or(ListOf(_PART, min_items=1)),
        equivalent=same_content,
        doc="What is said: text, or a list of parts (texts, images, files).",
        **flags,
    )


def input_items(**flags: Any) -> Dynamic:
    """Return the attribute that holds what a model is asked: a text, or items."""
    return Dynamic(
        string_or(ListOf(Dynamic(doc="An item."))),
        check=input_fault,
        **{
            "doc": 'What is asked: a text, or a list of items: messages such as `{ role = "user", content = "Hi" }`, whose content may '
            "have parts (texts, images, files), and others, each with its `type`, such as the output of a function.",
            **flags,
        },
    )


def included(**flags: Any) -> SetOf:
    """Return the ``include`` attribute."""
    names = ", ".join(f"`{name}`" for name in INCLUDED)
    return SetOf(
        String(enum=INCLUDED),
        optional=True,
        doc=f"What the API shall add to the items: {names}.",
        **flags,
    )


def including(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the query that asks for what ``include`` names."""
    return {"include": values["include"]} if values["include"] else {}


def same_content(known: Any, returned: Any) -> bool:
    """Compare what two messages say: the API answers a text as a list of one part."""
    return _parts(known) == _parts(returned)


def _parts(content: Any) -> list[Any]:
    if isinstance(content, str):
        return [{"text": content}]
    return [_part(part) for part in content or []]


def _part(part: Any) -> Any:
    """Return a part without what says nothing. Texts of either side are texts."""
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
    """Return the texts of a message's parts, joined; None where it has none."""
    if isinstance(content, str):
        return content
    texts = [part.get("text") for part in content or [] if isinstance(part, Mapping)]
    found = [text for text in texts if isinstance(text, str)]
    return "".join(found) if found else None
