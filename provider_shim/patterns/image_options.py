"""The options that the Images API and the image generation tool of responses share."""

from __future__ import annotations

from provider_shim.patterns.attributes import REASONING_EFFORTS
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Integer, Object, String

_FORMATS = ("png", "webp", "jpeg", "gif", "svg")
IMAGE_OPTIONS: dict[str, Attribute] = {
    "size": String(
        optional=True,
        doc="The size of the image in pixels, such as `1024x1024`, `1536x1024`, `1024x1536` or `auto`. Newer models accept any "
        "width and height that are multiples of 16. Defaults to `auto`.",
    ),
    "quality": String(
        optional=True,
        enum=("low", "medium", "high", "xhigh", "max", "auto"),
        doc="The quality of the image: `low`, `medium`, `high` or `auto`, with some models also `xhigh` or `max`. Defaults to "
        "`auto`.",
    ),
    "background": String(
        optional=True,
        enum=("transparent", "opaque", "auto"),
        doc="The background of the image: `transparent` (only with the formats `png` and `webp`), `opaque` or `auto`. Defaults "
        "to `auto`.",
    ),
    "output_format": String(
        optional=True,
        enum=_FORMATS,
        doc="The format of the image: `png`, `webp`, `jpeg`, `gif` or `svg`. Defaults to `png`.",
    ),
    "output_compression": Integer(
        optional=True,
        minimum=0,
        maximum=100,
        doc="The compression level of `webp` and `jpeg`, from 0 to 100 percent. A lower value makes the file smaller. Defaults "
        "to `100`.",
    ),
    "complexity": String(
        optional=True,
        enum=("low", "medium", "high"),
        doc="How much the model plans the image before it draws it: `low`, `medium` or `high`.",
    ),
    "frame_count": Integer(
        optional=True,
        minimum=2,
        maximum=16,
        doc="The number of frames of a `gif`, from 2 to 16. Defaults to `9`.",
    ),
    "frame_duration_ms": Integer(
        optional=True,
        minimum=1,
        maximum=655_350,
        doc="The duration of each frame of a `gif`, in milliseconds. Defaults to `200`.",
    ),
    "svg": Object(
        {
            "model": model_name(required=True, doc="The id of the model that writes the SVG."),
            "reasoning": Object(
                {
                    "effort": String(
                        optional=True,
                        enum=REASONING_EFFORTS,
                        doc="The reasoning effort: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`.",
                    )
                },
                optional=True,
                doc="The reasoning options of that model.",
            ),
        },
        optional=True,
        doc="The options of the output format `svg`.",
    ),
}
"""The options that both APIs take in the same form."""

FILTERED = String(
    optional=True,
    enum=("low", "auto"),
    doc="The level of content moderation: `low` or `auto`. Defaults to `auto`.",
)

FIDELITY = String(
    optional=True,
    enum=("high", "low"),
    doc="How closely the result matches the style and the faces of the input images: `high` or `low`. Defaults to `low`.",
)
