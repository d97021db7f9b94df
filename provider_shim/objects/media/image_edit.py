"""``openai_image_edit``: an image from images and words, asked for once."""

from __future__ import annotations

from provider_shim.objects.media.image_arguments import EDITED
from provider_shim.objects.media.images import ImageEditRequest, WritesImages, answer, kept_edit
from provider_shim.patterns.enclosures import KeepsEnclosures
from provider_shim.patterns.one_shot import OneShotEphemeralResource, request_arguments
from provider_shim.vocabulary.schema import Schema


class ImageEdit(ImageEditRequest, KeepsEnclosures, WritesImages):
    """Images that a model draws from other images and words, asked for once and kept until an argument, the content of an image or a value in `triggers` changes.

    ~> Without `output_path`, the images are stored in the state as base64: megabytes each. With it they are written to
    files on the machine where Terraform runs, and the state holds only their digests. The prompt and what is given as
    `content_base64` are stored in the state. The ephemeral resource `openai_image_edit` stores nothing.

    On destroy nothing happens at OpenAI, which keeps nothing.
    """

    schema = Schema(kept_edit())


class EphemeralImageEdit(ImageEditRequest, OneShotEphemeralResource):
    """Images that a model draws from other images and words, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provisioners and other ephemeral values. Needs Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(EDITED), **answer(kept=False)})
