"""What images are asked for and what comes back: what generation and edit share, as resources and in passing.

It must not know which of them uses it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.objects.media.image_arguments import EDITED
from provider_shim.patterns.digests import DIGEST
from provider_shim.patterns.enclosures import Encloses, digest
from provider_shim.patterns.local_output import (
    AT,
    WritesFiles,
    numbered,
    output_path,
    prepare,
    write,
)
from provider_shim.patterns.one_shot import OneShotRequest, OneShotResource, kept_answer
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Attribute, Integer, ListOf, Object, String

LARGEST_IMAGE = 50 * 1024 * 1024
"""Bytes of an image to edit."""


_INPUT_TOKENS = Object(
    {
        "image_tokens": Integer(computed=True, doc="Those of images."),
        "text_tokens": Integer(computed=True, doc="Those of text."),
    },
    computed=True,
    doc="What kinds of tokens they are.",
)

_USAGE = Object(
    {
        "input_tokens": Integer(computed=True, doc="The tokens of the input."),
        "input_tokens_details": _INPUT_TOKENS,
        "output_tokens": Integer(computed=True, doc="The tokens of the images that were made."),
        "output_tokens_details": _INPUT_TOKENS,
        "total_tokens": Integer(computed=True, doc="All tokens."),
    },
    computed=True,
    doc="How many tokens were used.",
)

_SVG_USAGE = Object(
    {
        "model": String(computed=True, doc="The model that wrote the SVG."),
        "input_tokens": Integer(computed=True, doc="The tokens of its input."),
        "output_tokens": Integer(computed=True, doc="The tokens of its output."),
        "reasoning_tokens": Integer(computed=True, doc="Those of them with which it thought."),
        "total_tokens": Integer(computed=True, doc="All tokens."),
    },
    computed=True,
    doc="How many tokens were used to write the SVG, where there is one.",
)


def answer(*, kept: bool) -> dict[str, Attribute]:
    """Return what comes back; ``kept`` where images may be written to files."""
    images: dict[str, Attribute] = {
        "b64_json": String(
            computed=True,
            doc=f"The image as base64{', unless it was written to a file' if kept else ''}.",
        ),
        "url": String(
            computed=True, doc="Where the image can be fetched for an hour, where a server says so."
        ),
        "revised_prompt": String(
            computed=True, doc="The prompt as the model changed it, where it did."
        ),
        "sha256": String(computed=True, doc="The SHA-256 of the image, in hexadecimal digits."),
        "bytes": Integer(computed=True, doc="The size of the image in bytes."),
    }
    if kept:
        images["path"] = String(
            computed=True, doc="Where the image was written to, if `output_path` says so."
        )
    return {
        "images": ListOf(Object(images), computed=True, wire="data", doc="The images."),
        "created": Integer(
            computed=True, doc="When the images were made, in seconds since 1970 (Unix time)."
        ),
        **{
            f"effective_{name}": String(
                computed=True, wire=name, doc=f"The `{name}` that was used, where the API tells it."
            )
            for name in ("background", "output_format", "quality", "safety_identifier", "size")
        },
        "usage": _USAGE,
        "svg_usage": _SVG_USAGE,
    }


def measured(answer: Mapping[str, Any]) -> Json:
    """Return an answer whose images are told with their size and digest.

    Raises:
        ProviderError: there is no image in it.
    """
    data = answer.get("data")
    images = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
    if not images:
        raise ProviderError(
            "No image",
            "The provider asked for an image, and the server answered without one: is it a model for images?",
        )
    return {**answer, "data": [{**one, **_measures(one.get("b64_json"))} for one in images]}


def _measures(encoded: Any) -> Json:
    if not isinstance(encoded, str):
        return {"sha256": None, "bytes": None}
    try:
        content = base64.b64decode(encoded, validate=True)
    except ValueError as fault:
        raise ProviderError(
            "Malformed answer", f"The image in the answer is no base64: {fault}."
        ) from fault
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


class ImageGenerationRequest(OneShotRequest):
    """An image from words."""

    type_name = "openai_image_generation"
    endpoint = Rest("/images/generations", update=None, reshape=measured)


class ImageEditRequest(Encloses, OneShotRequest):
    """An image from images and words."""

    type_name = "openai_image_edit"
    endpoint = Rest("/images/edits", update=None, reshape=measured)
    enclosed = ("image", "mask", "markup")
    largest = LARGEST_IMAGE


class WritesImages(WritesFiles, OneShotResource):
    """A resource that keeps images in the state, or writes them to files."""

    def create(self, call: Call, planned: Values) -> Values:
        """Ask, and write the images where `output_path` says so; that they can be written is checked first."""
        path = planned[AT]
        if path is None:
            return super().create(call, planned)
        paths = numbered(path, planned["n"] or 1)
        for one in paths:
            prepare(one)
        state = super().create(call, planned)
        kept = []
        for one, image in zip(paths, state["images"] or [], strict=False):
            if image["b64_json"] is None:
                raise ProviderError(
                    "No image in the answer",
                    'The server answered with an address instead of the image: set `response_format = "b64_json"`.',
                    (AT,),
                )
            write(one, base64.b64decode(image["b64_json"]))
            kept.append({**image, "b64_json": None, "path": one})
        return {**state, "images": kept}

    def written(self, state: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the files of the images."""
        return [(one["path"], one["sha256"]) for one in state["images"] or [] if one["path"]]


def kept_images(arguments: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """Return the attributes of a resource that keeps images or writes them to files."""
    return {
        **kept_answer("image", arguments, answer(kept=True)),
        AT: output_path(
            "The path of a file to write the image to, instead of keeping it in the state; of several images, further ones "
            "get numbers: `logo.png`, `logo-2.png`. Missing folders are made, and a file that is there already is replaced. "
            "When a file is missing or was changed, the images are made anew. On destroy the files are removed.",
            optional=True,
        ),
    }


def kept_edit() -> dict[str, Attribute]:
    """Return the attributes of the resource that edits: with a digest of what was sent."""
    kept = kept_images(EDITED)
    # Which bytes they have decides about another image, not where they are.
    files = {name: kept[name].but(replace=False) for name in ImageEditRequest.enclosed}
    return {**kept, **files, DIGEST: digest()}
