"""``openai_content_provenance_check`` (data source): where an image or a sound comes from, asked during the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.attributes import created_at
from provider_shim.patterns.enclosures import Encloses, enclosure
from provider_shim.patterns.one_shot import (
    OneShotDataSource,
    OneShotEphemeralResource,
    OneShotRequest,
    request_arguments,
)
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Attribute, Bool, ListOf, Object, Schema, String

LARGEST = 512 * 1024 * 1024
"""Bytes: no file of the API is larger where it comes in one request."""

ARGUMENTS: dict[str, Attribute] = {
    "file": enclosure(
        "image or sound",
        doc="The image (PNG, JPEG, WebP or GIF) or the sound to check.",
        required=True,
    )
}
"""What may be asked."""

RESULTS: dict[str, Attribute] = {
    "detected": Bool(
        computed=True,
        doc="Whether any signal was detected. If not, the file may still be the work of a model: signals can be stripped, and "
        "other companies' are not looked for.",
    ),
    "results": ListOf(
        Object(
            {
                "type": String(
                    computed=True,
                    doc="The kind of signal: `c2pa` (signed metadata, of images) or `synthid` (a watermark).",
                ),
                "outcome": String(computed=True, doc="`detected` or `not_detected`."),
                "validation_state": String(
                    computed=True,
                    doc="Of `c2pa`, the state of its manifest: `trusted`, `valid`, `invalid` or `not_present`.",
                ),
                "issuer": String(
                    computed=True, doc="Of `c2pa`, who issued the manifest, where that is known."
                ),
                "model": String(
                    computed=True, doc="The model that made the file, where the signal tells it."
                ),
                "generated_at": String(
                    computed=True,
                    doc="When the file was made (RFC 3339, UTC), where the signal tells it.",
                ),
            }
        ),
        computed=True,
        doc="What was found, by kind of signal.",
    ),
    "created_at": created_at("check"),
}
"""What comes back."""


def _summed_up(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Sum up the signals."""
    reported = answer.get("results")
    results = (
        [one for one in reported if isinstance(one, Mapping)] if isinstance(reported, list) else []
    )
    return {
        **answer,
        "results": results,
        "detected": any(one.get("outcome") == "detected" for one in results),
    }


class ProvenanceRequest(Encloses, OneShotRequest):
    """Where an image or a sound comes from."""

    type_name = "openai_content_provenance_check"
    endpoint = Rest("/content_provenance_checks", update=None, reshape=_summed_up)
    enclosed = ("file",)
    largest = LARGEST

    def request_body(self, values: Mapping[str, Any]) -> Json:  # noqa: ARG002 - as in `OneShotRequest`
        """Return no fields: the file is all."""
        return {}


class DataContentProvenanceCheck(ProvenanceRequest, OneShotDataSource):
    """Whether an image or a sound bears the signals of OpenAI's models, asked for at every plan and at every apply.

    ~> What is given as base64 is stored in the state, as is the answer; the ephemeral resource
    `openai_content_provenance_check` stores nothing.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralContentProvenanceCheck(ProvenanceRequest, OneShotEphemeralResource):
    """Whether an image or a sound bears the signals of OpenAI's models, stored neither in the plan nor in the state.

    OpenAI is asked whenever Terraform opens it: at plan and at apply. Needs Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
