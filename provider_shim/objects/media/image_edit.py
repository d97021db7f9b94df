"""``openai_image_edit``: images that a model creates from other images and a prompt."""

from __future__ import annotations

from provider_shim.objects.media.image_arguments import EDITED
from provider_shim.objects.media.images import ImageEditRequest, WritesImages, answer, kept_edit
from provider_shim.patterns.enclosures import KeepsEnclosures
from provider_shim.patterns.one_shot import OneShotEphemeralResource, request_arguments
from provider_shim.vocabulary.schema import Schema


class ImageEdit(ImageEditRequest, KeepsEnclosures, WritesImages):
    """Images that a model creates from other images and a prompt. Terraform sends the request once and keeps the images.

    Terraform sends a new request only if an argument, the content of an image or a value in `triggers` changes.

    ~> Without `output_path`, Terraform stores the images in the state as base64, several megabytes for each. With
    `output_path`, it writes them to files on the machine where Terraform runs, and stores only their digests. It also stores
    the prompt and the value of `content_base64` in the state. The ephemeral resource `openai_image_edit` stores nothing.

    Destroying the resource sends no request, because OpenAI stores nothing.
    """

    schema = Schema(kept_edit())


class EphemeralImageEdit(ImageEditRequest, OneShotEphemeralResource):
    """Images that a model creates from other images and a prompt. They are not stored: not in the plan, the state or at OpenAI.

    Every plan and every apply sends a request. Use the results in write-only arguments, provisioners and other ephemeral
    values. Needs Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(EDITED), **answer(kept=False)})
