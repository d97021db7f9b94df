"""``openai_certificate``: a certificate that clients of the organization show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.attributes import created_at, identity
from provider_shim.call import Call, Values
from provider_shim.certificates import CERTIFICATES, VALIDITY, flattened
from provider_shim.diagnostics import NotFoundError
from provider_shim.resource import Resource
from provider_shim.schema import Schema, String


def _same_pem(known: str, told: str) -> bool:
    """Compare certificates: line ends and line lengths say nothing."""
    return known.split() == told.split() or "".join(known.split()) == "".join(told.split())


def _pem_fault(value: str) -> str | None:
    if "PRIVATE KEY-----" in value:
        return (
            "It holds a private key, which must stay with the client: give the certificate alone."
        )
    if "-----BEGIN CERTIFICATE-----" not in value:
        return "It must be in PEM format, beginning with -----BEGIN CERTIFICATE-----."
    return None


class Certificate(Resource):
    """A certificate that clients of the organization show (mutual TLS), or that signs those that they show.

    Uploading it does not activate it: that is done by `openai_certificate_activation` for the organization and by
    `openai_project_certificate` for a project. The name changes in place; another certificate is another object, so that
    `create_before_destroy` is advised. The API deletes a certificate only when it is active nowhere.
    """

    type_name = "openai_certificate"
    endpoint = CERTIFICATES
    schema = Schema(
        {
            "id": identity("certificate").but(also=("certificate_id",)),
            "certificate": String(
                required=True,
                replace=True,
                sensitive=True,
                equivalent=_same_pem,
                check=_pem_fault,
                doc="The certificate in PEM format, without its private key.",
            ),
            "name": String(optional=True, cleared="", doc="The name of the certificate."),
            **VALIDITY,
            "created_at": created_at("certificate"),
        }
    )

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it from the list; right after an import with its content, which only a single read tells, if asked to."""
        if state["certificate"] is not None:
            return super().read(call, state)
        try:
            answer = call.send(
                self.endpoint,
                self.endpoint.item,
                state,
                "read the certificate",
                method="GET",
                query={"include": ["content"]},
            )
        except NotFoundError:
            return None
        return self.state(answer.body, state)

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return its values: the API tells content and validity as details."""
        return super().state(flattened(answer), known)
