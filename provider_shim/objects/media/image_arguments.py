"""The arguments of requests for images: of generation and of edit. It must not know which of them uses it."""

from __future__ import annotations

from provider_shim.patterns.enclosures import enclosure
from provider_shim.patterns.image_options import FIDELITY, FILTERED, IMAGE_OPTIONS
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Integer, ListOf, String

LONGEST_PROMPT = 32_000


_OTHER_SERVERS = "OpenAI's own models do not know it; some compatible servers do."


_SHARED: dict[str, Attribute] = {
    "prompt": String(
        required=True,
        min_length=1,
        max_length=LONGEST_PROMPT,
        doc=f"What the image shows, in at most {LONGEST_PROMPT} characters.",
    ),
    "model": model_name(
        required=True, doc="The id of the model, such as `gpt-image-2` or `gpt-image-2.5-flare`."
    ),
    "n": Integer(
        optional=True,
        minimum=1,
        maximum=10,
        doc="How many images to make, from 1 to 10. Defaults to 1.",
    ),
    **IMAGE_OPTIONS,
    "response_format": String(
        optional=True,
        enum=("b64_json", "url"),
        doc=f"`b64_json` or `url`. {_OTHER_SERVERS}",
    ),
    "safety_identifier": String(
        optional=True,
        doc="A stable identifier of the end user, best hashed, which helps OpenAI to find abuse.",
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
        optional=True, enum=("vivid", "natural"), doc=f"`vivid` or `natural`. {_OTHER_SERVERS}"
    ),
}
"""What may be asked of a generation. Not here: ``stream`` and ``partial_images``, since Terraform waits for whole images."""


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
        "A PNG image of the size of the first image, where what is wholly transparent is edited.",
        optional=True,
        conflicts_with=("markup",),
    ),
    "markup": enclosure(
        "markup",
        "A transparent PNG image of the size of the first image, drawn over it to guide the edit.",
        optional=True,
        conflicts_with=("mask",),
    ),
    "input_fidelity": FIDELITY,
}
"""What may be asked of an edit. Not here: ``stream`` and ``partial_images``, as above."""
