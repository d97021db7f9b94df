"""``openai_content_provenance_check``: whether an image or a sound was made by a model of OpenAI."""

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
"""The largest file that the API accepts in one request, in bytes."""

ARGUMENTS: dict[str, Attribute] = {
    "file": enclosure(
        "image or sound",
        doc="The image (PNG, JPEG, WebP or GIF) or the sound to check.",
        required=True,
    )
}
"""The arguments of the request."""

RESULTS: dict[str, Attribute] = {
    "detected": Bool(
        computed=True,
        doc="Whether any signal was detected. If this is `false`, a model may still have made the file: signals can be "
        "removed, and the check does not search for the signals of other companies.",
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
                    doc="The state of the manifest of `c2pa`: `trusted`, `valid`, `invalid` or `not_present`. Null for other "
                    "signals.",
                ),
                "issuer": String(
                    computed=True,
                    doc="The issuer of the manifest of `c2pa`. Null if it is unknown.",
                ),
                "model": String(
                    computed=True,
                    doc="The model that made the file. Null if the signal does not contain it.",
                ),
                "generated_at": String(
                    computed=True,
                    doc="When the file was made (RFC 3339, UTC). Null if the signal does not contain it.",
                ),
            }
        ),
        computed=True,
        doc="The result for each kind of signal.",
    ),
    "created_at": created_at("check"),
}
"""The results of the request."""


def _summed_up(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the answer with the additional field `detected`."""
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
    """The request to check an image or a sound."""

    type_name = "openai_content_provenance_check"
    endpoint = Rest("/content_provenance_checks", update=None, reshape=_summed_up)
    enclosed = ("file",)
    largest = LARGEST

    def request_body(self, values: Mapping[str, Any]) -> Json:  # noqa: ARG002 - as in `OneShotRequest`
        """Return no fields. The request has only the file."""
        return {}


class DataContentProvenanceCheck(ProvenanceRequest, OneShotDataSource):
    """Whether an image or a sound has the signals of OpenAI's models. Every plan and every apply sends a new request.

    ~> Terraform stores the value of `content_base64` and the results in the state. The ephemeral resource
    `openai_content_provenance_check` stores nothing.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralContentProvenanceCheck(ProvenanceRequest, OneShotEphemeralResource):
    """Whether an image or a sound has the signals of OpenAI's models. The results are not stored in the plan or in the state.

    Every plan and every apply sends a request. Needs Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
