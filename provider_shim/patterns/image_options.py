"""How images are drawn: what one may say of it to the API for images and to the tool of responses.

It must not know which of them uses it.
"""

from __future__ import annotations

from provider_shim.patterns.attributes import REASONING_EFFORTS
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Integer, Object, String

_FORMATS = ("png", "webp", "jpeg", "gif", "svg")
IMAGE_OPTIONS: dict[str, Attribute] = {
    "size": String(
        optional=True,
        doc="The size, such as `1024x1024`, `1536x1024`, `1024x1536` or `auto`. Newer models take any width and height that "
        "can be divided by 16. Defaults to `auto`.",
    ),
    "quality": String(
        optional=True,
        enum=("low", "medium", "high", "xhigh", "max", "auto"),
        doc="`low`, `medium`, `high`, with some models `xhigh` or `max`, or `auto`, which is the default.",
    ),
    "background": String(
        optional=True,
        enum=("transparent", "opaque", "auto"),
        doc="`transparent` (in the formats `png` and `webp`), `opaque` or `auto`, which is the default.",
    ),
    "output_format": String(
        optional=True,
        enum=_FORMATS,
        doc="`png`, which is the default, `webp`, `jpeg`, `gif` or `svg`.",
    ),
    "output_compression": Integer(
        optional=True,
        minimum=0,
        maximum=100,
        doc="How much to keep when `webp` and `jpeg` are compressed, from 0 to 100. Defaults to 100.",
    ),
    "complexity": String(
        optional=True,
        enum=("low", "medium", "high"),
        doc="How much to think about the image before it is drawn: `low`, `medium` or `high`.",
    ),
    "frame_count": Integer(
        optional=True,
        minimum=2,
        maximum=16,
        doc="The number of frames of a `gif`, from 2 to 16. Defaults to 9.",
    ),
    "frame_duration_ms": Integer(
        optional=True,
        minimum=1,
        maximum=655_350,
        doc="How long a frame of a `gif` is shown, in milliseconds. Defaults to 200.",
    ),
    "svg": Object(
        {
            "model": model_name(required=True, doc="The id of the model that writes the SVG."),
            "reasoning": Object(
                {
                    "effort": String(
                        optional=True,
                        enum=REASONING_EFFORTS,
                        doc="How much to think, from `none` to `max`.",
                    )
                },
                optional=True,
                doc="How that model thinks.",
            ),
        },
        optional=True,
        doc="How the output format `svg` is made.",
    ),
}
"""What both take in the same form."""

FILTERED = String(
    optional=True,
    enum=("low", "auto"),
    doc="How strictly content is filtered: `low` or `auto`, which is the default.",
)

FIDELITY = String(
    optional=True,
    enum=("high", "low"),
    doc="How closely to keep to the style and the faces of the images: `high` or `low`, which is the default.",
)
