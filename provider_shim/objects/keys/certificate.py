"""``openai_certificate``: a client certificate of the organization, for mutual TLS."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.objects.keys.certificates import CERTIFICATES, NAME, VALIDITY, active
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.list_limits import limit_of_all
from provider_shim.patterns.lookups import ListAll, Lookup, lookup_schema
from provider_shim.patterns.write_only_forms import (
    digest_of_form,
    form_digests,
    plan_digests,
    write_only_form,
)
from provider_shim.rules.texts import certificate_fault
from provider_shim.vocabulary.diagnostics import NotFoundError
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import ListOf, Object, Schema, String


def _same_pem(known: str, returned: str) -> bool:
    """Return whether two certificates are the same. Line ends and line lengths do not matter."""
    return "".join(known.split()) == "".join(returned.split())


def _digest(pem: str) -> str:
    return hashlib.sha256("".join(pem.split()).encode()).hexdigest()


def _digests(config: Mapping[str, Any]) -> Values:
    return form_digests(("certificate",), config, _digest)


_FORMS = ("certificate", "certificate_wo")
_DIGEST = "certificate_wo_sha256"
_CERTIFICATE = String(
    optional=True,
    replace=True,
    sensitive=True,
    exactly_one_of=_FORMS,
    equivalent=_same_pem,
    check=certificate_fault,
    doc="The certificate in PEM format, without its private key.",
)


class Certificate(Resource):
    """A certificate for mutual TLS: a client certificate, or a certificate that signs client certificates.

    The resource uploads the certificate, but does not activate it. To activate it, use `openai_certificate_activation` for the
    organization, or `openai_project_certificate` for a project. The name changes in place. A change of the certificate itself
    replaces the resource: use `create_before_destroy`. The API deletes a certificate only if it is not active anywhere.

    A certificate is not secret, but it shows which clients you accept. To keep it out of the state, use `certificate_wo`
    (Terraform 1.11 or later).
    """

    type_name = "openai_certificate"
    endpoint = CERTIFICATES
    downloaded = (_DIGEST,)
    schema = Schema(
        {
            "id": identity("certificate").but(also=("certificate_id",)),
            # Computed, because the configuration that Terraform generates for an import has no sensitive values.
            "certificate": _CERTIFICATE.but(computed=True),
            "certificate_wo": write_only_form("certificate", _CERTIFICATE),
            **digest_of_form("certificate", "without line ends"),
            "name": String(optional=True, cleared="", doc="The name of the certificate."),
            **VALIDITY,
            "created_at": created_at("certificate"),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Replace the resource when the certificate itself changes, in either of its two arguments."""
        configured = _digests(draft.config)
        before = (draft.prior or {}).get("certificate")
        if draft.config["certificate_wo"] is not None:
            draft.planned["certificate"] = None
        if before is not None and configured[_DIGEST] == _digest(before):
            draft.planned[_DIGEST] = configured[_DIGEST]
            draft.replace[:] = [path for path in draft.replace if path != ("certificate",)]
        else:
            plan_digests(draft, configured)

    def create(self, call: Call, planned: Values) -> Values:
        """Upload the certificate, and store the digest of `certificate_wo`."""
        return {**super().create(call, planned), **_digests(call.config)}

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the certificate from the list. After an import, read it alone, because only this request returns its content."""
        if state["certificate"] is not None or state[_DIGEST] is not None:
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

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return the changed arguments without the certificate itself, whose change replaces the resource."""
        body = super().changes(call, prior, planned)
        body.pop("certificate", None)
        return body

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values of an answer, without the certificate if `certificate_wo` is used."""
        values = super().state(answer, known)
        return values if known.get(_DIGEST) is None else {**values, "certificate": None}


class DataCertificate(Lookup):
    """A certificate of the organization, found by its id or its name."""

    type_name = "openai_certificate"
    endpoint = Certificate.endpoint
    by = "name"
    schema = lookup_schema(Certificate, by, not_returned=("certificate",))


class DataCertificates(ListAll):
    """The certificates of the organization, and whether each is active."""

    type_name = "openai_certificates"
    endpoint = CERTIFICATES
    items = "certificates"
    schema = Schema(
        {
            "order": order(),
            "limit": limit_of_all(),
            items: ListOf(
                Object(
                    {
                        "id": identity("certificate"),
                        "name": NAME,
                        "active": active("organization"),
                        **VALIDITY,
                        "created_at": created_at("certificate"),
                    }
                ),
                computed=True,
                doc="The certificates, in the order in which the API returns them.",
            ),
        }
    )
