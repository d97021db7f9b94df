"""``openai_image_generation``: an image from words, asked for once."""

from __future__ import annotations

from provider_shim.areas.images import GENERATED, AskedGeneration, WritesImages, kept_images
from provider_shim.schema import Schema


class ImageGeneration(AskedGeneration, WritesImages):
    """Images that a model draws from words, asked for once and kept until an argument or a value in `triggers` changes.

    ~> Without `output_path`, the images are stored in the state as base64: megabytes each. With it they are written to
    files on the machine where Terraform runs, and the state holds only their digests. The prompt is stored in the state. The
    ephemeral resource `openai_image_generation` stores nothing.

    On destroy nothing happens at OpenAI, which keeps nothing.
    """

    schema = Schema(kept_images(GENERATED))
