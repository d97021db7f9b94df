"""Moderation. Only a few words are flagged. The scores depend only on the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox.behaviours import models
from openai_sandbox.calls import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.schemas import Schema
from openai_sandbox.synthesis import branches

_DEFAULT_MODEL = "omni-moderation-latest"
_FLAGGED = {
    "kill": ("violence", "harassment/threatening"),
    "blood": ("violence/graphic",),
    "hate": ("hate",),
    "idiot": ("harassment",),
    "shoplift": ("illicit",),
}
_HIGH, _LOW = 0.97, 0.0001


def create(call: Call) -> Answer:
    """Return one result for each text, and one result for all parts of a multi-modal input."""
    model = str(call.body.get("model") or _DEFAULT_MODEL)
    models.require(call, model)
    schema = call.operation.answer["properties"]["results"]["items"]
    return Answer(
        body={
            "id": new_id("modr-"),
            "model": models.snapshot(call.store, model.removesuffix("-latest")),
            "results": [
                _result(schema, text, kinds=kinds) for text, kinds in _inputs(call.body["input"])
            ],
        }
    )


def moderated(model: str, text: str) -> dict[str, Any]:
    """Return the moderation result for the input or the output of a response."""
    found = _found(text)
    return {
        "type": "moderation_result",
        "model": model,
        "flagged": bool(found),
        "categories": dict.fromkeys(sorted(found), True),
        "category_scores": dict.fromkeys(sorted(found), _HIGH),
        "category_applied_input_types": {name: ["text"] for name in sorted(found)},
    }


def _found(text: str) -> set[str]:
    words = set(re.findall(r"\w+", text.lower()))
    return {category for word in words for category in _FLAGGED.get(word, ())}


def _inputs(given: Any) -> Iterator[tuple[str, set[str]]]:
    """Yield the text of each moderated input, with the kinds of its parts: ``text``, ``image`` or both."""
    if isinstance(given, str):
        yield given, {"text"}
        return
    texts = [one for one in given if isinstance(one, str)]
    parts = [one for one in given if isinstance(one, Mapping)]
    yield from ((text, {"text"}) for text in texts)
    if parts:
        kinds = {"image" if one["type"] == "image_url" else "text" for one in parts}
        yield " ".join(one["text"] for one in parts if "text" in one), kinds


def _result(schema: Schema, text: str, *, kinds: set[str]) -> dict[str, Any]:
    found = _found(text)
    applied = schema["properties"]["category_applied_input_types"]["properties"]
    categories = schema["properties"]["categories"]["properties"]
    return {
        "flagged": bool(found),
        "categories": {name: name in found for name in categories},
        "category_scores": {name: _HIGH if name in found else _LOW for name in categories},
        "category_applied_input_types": {
            name: sorted(kinds & _kinds(one)) for name, one in applied.items()
        },
    }


def _kinds(schema: Schema) -> set[str]:
    """Return the kinds of input to which a category applies in the document."""
    return {
        kind
        for one in branches(schema)
        for kind in (one["items"].get("enum") or [one["items"].get("const")])
    }


HANDLERS = {"POST /moderations": create}
