"""Requests for images and their answers: the common part of generation and edit, for resources and ephemeral resources."""

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
"""The largest image to edit, in bytes."""


_INPUT_TOKENS = Object(
    {
        "image_tokens": Integer(computed=True, doc="The image tokens."),
        "text_tokens": Integer(computed=True, doc="The text tokens."),
    },
    computed=True,
    doc="The tokens by kind.",
)

_USAGE = Object(
    {
        "input_tokens": Integer(computed=True, doc="The tokens of the input."),
        "input_tokens_details": _INPUT_TOKENS,
        "output_tokens": Integer(computed=True, doc="The tokens of the created images."),
        "output_tokens_details": _INPUT_TOKENS,
        "total_tokens": Integer(computed=True, doc="All tokens."),
    },
    computed=True,
    doc="The number of tokens that the request used.",
)

_SVG_USAGE = Object(
    {
        "model": String(computed=True, doc="The model that wrote the SVG."),
        "input_tokens": Integer(computed=True, doc="The tokens of the input of this model."),
        "output_tokens": Integer(computed=True, doc="The tokens of the output of this model."),
        "reasoning_tokens": Integer(
            computed=True, doc="The reasoning tokens, which are part of the output tokens."
        ),
        "total_tokens": Integer(computed=True, doc="All tokens."),
    },
    computed=True,
    doc="The number of tokens that were used to write the SVG. Null if there is no SVG.",
)


def answer(*, kept: bool) -> dict[str, Attribute]:
    """Return the attributes of the answer. With ``kept``, images can be written to files."""
    images: dict[str, Attribute] = {
        "b64_json": String(
            computed=True,
            doc=f"The image as base64{', unless it was written to a file' if kept else ''}.",
        ),
        "url": String(
            computed=True,
            doc="The URL of the image, which is valid for one hour. Null if the server returns the image itself.",
        ),
        "revised_prompt": String(
            computed=True, doc="The prompt as the model changed it. Null if it was not changed."
        ),
        "sha256": String(computed=True, doc="The SHA-256 of the image, in hexadecimal digits."),
        "bytes": Integer(computed=True, doc="The size of the image in bytes."),
    }
    if kept:
        images["path"] = String(
            computed=True, doc="The path of the image file. Null if `output_path` is not set."
        )
    return {
        "images": ListOf(Object(images), computed=True, wire="data", doc="The images."),
        "created": Integer(
            computed=True, doc="When the images were created, in seconds since 1970 (Unix time)."
        ),
        **{
            f"effective_{name}": String(
                computed=True,
                wire=name,
                doc=f"The `{name}` that the API used. Null if the API does not return it.",
            )
            for name in ("background", "output_format", "quality", "safety_identifier", "size")
        },
        "usage": _USAGE,
        "svg_usage": _SVG_USAGE,
    }


def measured(answer: Mapping[str, Any]) -> Json:
    """Return the answer with the size and the digest of each image.

    Raises:
        ProviderError: the answer has no image.
    """
    data = answer.get("data")
    images = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
    if not images:
        raise ProviderError(
            "No image",
            "The provider requested an image, but the answer of the server has none. Check that `model` is a model for images.",
        )
    return {**answer, "data": [{**one, **_measures(one.get("b64_json"))} for one in images]}


def _measures(encoded: Any) -> Json:
    if not isinstance(encoded, str):
        return {"sha256": None, "bytes": None}
    try:
        content = base64.b64decode(encoded, validate=True)
    except ValueError as fault:
        raise ProviderError(
            "Malformed answer", f"The image in the answer is not valid base64: {fault}."
        ) from fault
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


class ImageGenerationRequest(OneShotRequest):
    """The request to create images from a prompt."""

    type_name = "openai_image_generation"
    endpoint = Rest("/images/generations", update=None, reshape=measured)


class ImageEditRequest(Encloses, OneShotRequest):
    """The request to create images from other images and a prompt."""

    type_name = "openai_image_edit"
    endpoint = Rest("/images/edits", update=None, reshape=measured)
    enclosed = ("image", "mask", "markup")
    largest = LARGEST_IMAGE


class WritesImages(WritesFiles, OneShotResource):
    """A resource that stores images in the state or writes them to files."""

    def create(self, call: Call, planned: Values) -> Values:
        """Send the request, and write the images to `output_path` if it is set. First check that the files can be written."""
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
                    'The server returned a URL instead of the image. Set `response_format = "b64_json"`.',
                    (AT,),
                )
            write(one, base64.b64decode(image["b64_json"]))
            kept.append({**image, "b64_json": None, "path": one})
        return {**state, "images": kept}

    def written(self, state: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the paths and digests of the image files."""
        return [(one["path"], one["sha256"]) for one in state["images"] or [] if one["path"]]


def kept_images(arguments: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """Return the attributes of a resource that stores images or writes them to files."""
    return {
        **kept_answer("image", arguments, answer(kept=True)),
        AT: output_path(
            "The path of a file for the image. If you do not set this, the image is stored in the state. If there are several "
            "images, the names of the others get numbers: `logo.png`, `logo-2.png`. Terraform creates missing folders and "
            "replaces existing files. If a file is missing or was changed, the next apply creates the images again. "
            "Destroying the resource removes the files.",
            optional=True,
        ),
    }


def kept_edit() -> dict[str, Attribute]:
    """Return the attributes of the resource that edits images, with a digest of the sent images."""
    kept = kept_images(EDITED)
    # The content of the files causes a new image, not their paths.
    files = {name: kept[name].but(replace=False) for name in ImageEditRequest.enclosed}
    return {**kept, **files, DIGEST: digest()}
