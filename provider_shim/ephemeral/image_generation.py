"""``openai_image_generation`` (ephemeral): an image from words that is stored nowhere."""

from __future__ import annotations

from provider_shim.areas.images import GENERATED, AskedGeneration, answer
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.schema import Schema


class ImageGeneration(AskedGeneration, AskedInPassing):
    """Images that a model draws from words, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provisioners and other ephemeral values. Needs Terraform 1.10 or later.
    """

    schema = Schema({**asked(GENERATED), **answer(kept=False)})
