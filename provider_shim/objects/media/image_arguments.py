"""The arguments of requests for images: to generate and to edit them."""

from __future__ import annotations

from provider_shim.patterns.enclosures import enclosure
from provider_shim.patterns.image_options import FIDELITY, FILTERED, IMAGE_OPTIONS
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Integer, ListOf, String

LONGEST_PROMPT = 32_000


_OTHER_SERVERS = "OpenAI's models do not support it, but some compatible servers do."


_SHARED: dict[str, Attribute] = {
    "prompt": String(
        required=True,
        min_length=1,
        max_length=LONGEST_PROMPT,
        doc=f"A text that describes the image, of at most {LONGEST_PROMPT} characters.",
    ),
    "model": model_name(
        required=True, doc="The id of the model, such as `gpt-image-2` or `gpt-image-2.5-flare`."
    ),
    "n": Integer(
        optional=True,
        minimum=1,
        maximum=10,
        doc="The number of images, from 1 to 10. Defaults to 1.",
    ),
    **IMAGE_OPTIONS,
    "response_format": String(
        optional=True,
        enum=("b64_json", "url"),
        doc=f"The form of the images in the answer: `b64_json` or `url`. {_OTHER_SERVERS}",
    ),
    "safety_identifier": String(
        optional=True,
        doc="A stable identifier of the end user, which helps OpenAI to detect abuse. Hash it, so that it does not identify a "
        "person.",
    ),
    "user": String(
        optional=True,
        deprecated="Use `safety_identifier` instead.",
        doc="An identifier of the end user.",
    ),
}


GENERATED: dict[str, Attribute] = {
    **_SHARED,
    "moderation": FILTERED,
    "style": String(
        optional=True,
        enum=("vivid", "natural"),
        doc=f"The style of the image: `vivid` or `natural`. {_OTHER_SERVERS}",
    ),
}
"""The arguments to generate images. They do not include ``stream`` and ``partial_images``, because Terraform waits for complete images."""


EDITED: dict[str, Attribute] = {
    **_SHARED,
    "image": ListOf(
        enclosure("image"),
        required=True,
        local=True,
        min_items=1,
        max_items=16,
        doc="The images to edit, up to 16: `png`, `webp` or `jpg` files of less than 50 MB each.",
    ),
    "mask": enclosure(
        "mask",
        "A PNG image with the size of the first image. The model edits the areas that are fully transparent.",
        optional=True,
        conflicts_with=("markup",),
    ),
    "markup": enclosure(
        "markup",
        "A transparent PNG image with the size of the first image. Its drawings over the image guide the edit.",
        optional=True,
        conflicts_with=("mask",),
    ),
    "input_fidelity": FIDELITY,
}
"""The arguments to edit images. They do not include ``stream`` and ``partial_images``."""
